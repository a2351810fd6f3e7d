#!/bin/sh
# First process of a machine's own namespaces: boot.sh <root> <folder for sockets> <source of hostctl> <public key>
# Everything it writes is in memory; the root below stays as it was built.
set -eu
root=$1 reach=$2 source=$3 key=$4
mount --make-rprivate /
mount -t tmpfs -o mode=755 machine /mnt
mkdir /mnt/upper /mnt/work /mnt/merged
mount -t overlay -o "lowerdir=$root,upperdir=/mnt/upper,workdir=/mnt/work" machine /mnt/merged
cd /mnt/merged
mount -t proc proc proc
mount -t tmpfs -o mode=755 run run
mount -t tmpfs -o mode=755 dev dev
for node in null zero full random urandom tty; do
  : > dev/$node
  mount --bind /dev/$node dev/$node
done
mkdir dev/pts dev/shm reach source
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
mount -t tmpfs -o mode=1777 shm dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount --bind "$reach" reach
mount --bind "$source" source
hostname server
printf '127.0.0.1 localhost server\n' > etc/hosts
: > etc/resolv.conf
exec chroot . /usr/bin/tini -- /bin/sh /source/testing/start-services.sh "$key"
