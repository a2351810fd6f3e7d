#!/bin/sh
# What systemd does on a real server. Lives until its standard input is closed; then the whole machine ends.
set -eu
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
ip link set lo up
socat -u UNIX-RECV:/dev/log,mode=666 CREATE:/var/log/syslog < /dev/null &
mkdir -p /run/php /run/sshd /run/mysqld /run/lock
chown mysql /run/mysqld
mariadbd --user=mysql < /dev/null > /var/log/mariadb.log 2>&1 &
sh /source/install.sh "$1" > /var/log/install.log 2>&1 < /dev/null || { cat /var/log/install.log; exit 1; }
php-fpm8.2 --daemonize
nginx
/usr/sbin/sshd
# All clients of a test have one address, which Dovecot would soon make wait after wrong passwords.
cat >> /etc/dovecot/local.conf <<'EOF'
auth_failure_delay = 0
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
EOF
dovecot
postfix start > /var/log/postfix-start.log 2>&1
until mariadb-admin ping > /dev/null 2>&1; do sleep 0.05; done
for port in 22 25 80 143 443 587 993; do
  socat "UNIX-LISTEN:/reach/$port.sock,fork,backlog=128" "TCP:127.0.0.1:$port" < /dev/null &
done
for port in 22 80; do until [ -S /reach/$port.sock ]; do sleep 0.01; done; done
echo READY
cat > /dev/null
