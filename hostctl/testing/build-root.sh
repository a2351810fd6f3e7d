#!/bin/sh
# Builds a Debian 12 folder with the packages that standard input lists, unless it is there: build-root.sh <folder>
# The folder's name carries a hash of the list. Run it under a lock.
set -eu
root=$1
[ ! -d "$root" ] || exit 0
packages=$(sort -u | tr '\n' ',')
if ! command -v mmdebstrap > /dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y --no-install-recommends mmdebstrap
fi
# Those of other lists, and half a one.
find "$(dirname "$root")" -mindepth 1 -maxdepth 1 -type d -exec rm -rf {} +
set --
for folder in doc man locale info; do set -- "$@" --dpkgopt="path-exclude=/usr/share/$folder/*"; done
mmdebstrap --variant=minbase --quiet "$@" --include="$packages" bookworm "$root.part"
mv "$root.part" "$root"
