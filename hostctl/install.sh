#!/bin/sh
# Makes a fresh Debian 12 a hosting server. Run it as root; running it again brings the server up to date.
#   install.sh 'ssh-ed25519 AAAA... shop'    the public key that may call hostctl
# Settings that an operator may change afterwards: /etc/hostctl.json (acmeDirectory, acmeEmail).
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
key=${1:-}

[ "$(id -u)" = 0 ] || { echo 'install.sh: run it as root' >&2; exit 1; }
. /etc/os-release
[ "$ID $VERSION_ID" = 'debian 12' ] || { echo "install.sh: this is for Debian 12, not $PRETTY_NAME" >&2; exit 1; }
case $key in
  "ssh-ed25519 "* | "ssh-rsa "* | "ecdsa-sha2-"*) ;;
  *) echo "install.sh: say the public key that may call hostctl: install.sh 'ssh-ed25519 AAAA... shop'" >&2; exit 1 ;;
esac
[ "$(printf '%s' "$key" | wc -l)" = 0 ] || { echo 'install.sh: a public key is one line' >&2; exit 1; }

# Replaces a file whole, and leaves it alone when it says the same already. Content comes on standard input.
put() { # path mode
  cat > "$1.new"
  chmod "$2" "$1.new"
  mv "$1.new" "$1"
}

packages=$(tr '\n' ' ' < "$here/packages")
# shellcheck disable=SC2086 — a list of words
if [ "$(dpkg-query -W -f '${db:Status-Status}\n' $packages 2>/dev/null | grep -c '^installed$')" != "$(wc -l < "$here/packages")" ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y --no-install-recommends $packages
fi

# The helper itself: readable by all, since nothing in it is secret, and writable by root alone.
rm -rf /usr/local/lib/hostctl.new
mkdir -p /usr/local/lib/hostctl.new /usr/local/share/hostctl
cp -R "$here/hostctl" /usr/local/lib/hostctl.new/hostctl
cp "$here"/share/* /usr/local/share/hostctl/
chown -R root:root /usr/local/lib/hostctl.new /usr/local/share/hostctl
chmod -R u=rwX,go=rX /usr/local/lib/hostctl.new /usr/local/share/hostctl
rm -rf /usr/local/lib/hostctl.new/hostctl/__pycache__
python3 -m compileall -q /usr/local/lib/hostctl.new
rm -rf /usr/local/lib/hostctl.old
[ ! -e /usr/local/lib/hostctl ] || mv /usr/local/lib/hostctl /usr/local/lib/hostctl.old
mv /usr/local/lib/hostctl.new /usr/local/lib/hostctl
rm -rf /usr/local/lib/hostctl.old
put /usr/local/sbin/hostctl 755 <<'EOF'
#!/usr/bin/python3 -IS
import sys

sys.path.insert(0, '/usr/local/lib/hostctl')
from hostctl.main import main

main()
EOF

install -d -m 700 /var/lib/hostctl /var/lib/hostctl/accounts /var/lib/hostctl/names /var/lib/hostctl/pending \
  /var/lib/hostctl/failed /var/lib/hostctl/secrets /var/lib/hostctl/backups /var/lib/hostctl/locks \
  /var/lib/hostctl/mailboxes
install -d -m 711 /srv/sites
install -d -m 755 /var/www/hostctl-acme
[ -e /etc/hostctl.json ] || printf '{}\n' | put /etc/hostctl.json 600

# Who may call it: one user, one key, one program without arguments.
getent group hostctl-sftp > /dev/null || groupadd --system hostctl-sftp
id hostctl > /dev/null 2>&1 || useradd --system --create-home --home-dir /var/lib/hostctl-login --shell /bin/sh hostctl
install -d -m 755 -o root -g root /etc/ssh/hostctl
printf 'restrict,command="sudo -n /usr/local/sbin/hostctl" %s\n' "$key" | put /etc/ssh/hostctl/authorized_keys 644
put /etc/sudoers.d/hostctl 440 <<'EOF'
hostctl ALL=(root) NOPASSWD: /usr/local/sbin/hostctl ""
EOF
put /etc/ssh/sshd_config.d/hostctl.conf 644 <<'EOF'
# The shop calls over one connection, many calls at a time.
Match User hostctl
  AuthorizedKeysFile /etc/ssh/hostctl/authorized_keys
  AuthenticationMethods publickey
  DisableForwarding yes
  PermitTTY no
  MaxSessions 64
# Customers see their own folder and nothing else, by SFTP alone.
Match Group hostctl-sftp
  AuthorizedKeysFile none
  PasswordAuthentication yes
  ChrootDirectory /srv/sites/%u
  ForceCommand internal-sftp -u 0027
  DisableForwarding yes
  PermitTTY no
Match all
EOF

# PHP: with Debian's 0 s a reload drops the requests in flight. The cache of programs is shared by all sites, so it must
# check who may read a file, and tell nobody what is in it.
for version in /etc/php/*/fpm; do
  put "$version/pool.d/00-hostctl.conf" 644 <<'EOF'
[global]
process_control_timeout = 10s
EOF
  put "$version/conf.d/90-hostctl.ini" 644 <<'EOF'
opcache.validate_permission = 1
opcache.restrict_api = /nonexistent
expose_php = off
EOF
done

install -d -m 700 /etc/nginx/hostctl
# Sites have logs of their own, which are nobody else's business.
dpkg-statoverride --list /var/log/nginx > /dev/null || dpkg-statoverride --update --add root adm 0750 /var/log/nginx
rm -f /etc/nginx/sites-enabled/default
put /etc/nginx/conf.d/hostctl.conf 644 <<'EOF'
server_names_hash_bucket_size 256;
server_names_hash_max_size 16384;
server_tokens off;

# A name that no site here has.
server {
  listen 80 default_server;
  listen [::]:80 default_server;
  listen 443 ssl default_server;
  listen [::]:443 ssl default_server;
  ssl_reject_handshake on;
  server_name _;
  error_page 404 /no-site.html;
  location / { return 404; }
  location = /no-site.html { internal; root /usr/local/share/hostctl; }
}

include /etc/nginx/hostctl/*.conf;
EOF

# Mail: virtual mailboxes of one unix user, delivered and authenticated by Dovecot.
id hostctl-mail > /dev/null 2>&1 || useradd --system --no-create-home --home-dir /var/mail/hostctl --shell /usr/sbin/nologin hostctl-mail
install -d -m 700 -o hostctl-mail -g hostctl-mail /var/mail/hostctl
install -d -m 750 -g dovecot /etc/dovecot/hostctl
install -d -m 755 /etc/postfix/hostctl
for map in domains mailboxes senders; do
  [ -e /etc/postfix/hostctl/$map ] || : > /etc/postfix/hostctl/$map
  postmap /etc/postfix/hostctl/$map
done
[ -e /etc/mailname ] || hostname > /etc/mailname
[ -e /etc/postfix/main.cf ] || cp /usr/share/postfix/main.cf.debian /etc/postfix/main.cf
postconf -e 'inet_interfaces = all' 'mydestination = localhost' 'maillog_file = /var/log/postfix.log' \
  'virtual_mailbox_domains = hash:/etc/postfix/hostctl/domains' \
  'virtual_mailbox_maps = hash:/etc/postfix/hostctl/mailboxes' \
  'virtual_transport = lmtp:unix:private/hostctl-lmtp' \
  'smtpd_sasl_type = dovecot' 'smtpd_sasl_path = private/hostctl-auth' \
  'smtpd_sender_login_maps = hash:/etc/postfix/hostctl/senders' \
  'smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination' \
  'mynetworks = 127.0.0.0/8 [::1]/128' \
  'smtpd_tls_cert_file = /etc/ssl/certs/ssl-cert-snakeoil.pem' \
  'smtpd_tls_key_file = /etc/ssl/private/ssl-cert-snakeoil.key' 'smtpd_tls_security_level = may' \
  'smtp_tls_security_level = may' 'compatibility_level = 3.6'
postconf -M 'submission/inet=submission inet n - y - - smtpd'
postconf -P 'submission/inet/smtpd_tls_security_level=encrypt' 'submission/inet/smtpd_sasl_auth_enable=yes' \
  'submission/inet/smtpd_client_restrictions=permit_sasl_authenticated,reject' \
  'submission/inet/smtpd_sender_restrictions=reject_sender_login_mismatch'
# Unix users (they are for SFTP) have no mail here.
sed -i 's/^!include auth-system.conf.ext/#&/' /etc/dovecot/conf.d/10-auth.conf
put /etc/dovecot/local.conf 644 <<'EOF'
mail_location = maildir:~/Maildir
disable_plaintext_auth = yes
auth_username_format = %Lu
ssl = required
passdb {
  driver = passwd-file
  args = /etc/dovecot/hostctl/passwords
}
userdb {
  driver = passwd-file
  args = /etc/dovecot/hostctl/mailboxes
  override_fields = uid=hostctl-mail gid=hostctl-mail home=/var/mail/hostctl/%Ld/%Ln
}
mail_plugins = $mail_plugins quota
plugin {
  quota = maildir:User quota
}
protocol imap {
  mail_plugins = $mail_plugins imap_quota
}
service lmtp {
  unix_listener /var/spool/postfix/private/hostctl-lmtp {
    mode = 0600
    user = postfix
    group = postfix
  }
}
service auth {
  unix_listener /var/spool/postfix/private/hostctl-auth {
    mode = 0600
    user = postfix
    group = postfix
  }
}
EOF
for file in passwords mailboxes; do
  [ -e /etc/dovecot/hostctl/$file ] || : | put /etc/dovecot/hostctl/$file 640
  chgrp dovecot /etc/dovecot/hostctl/$file
done

# Debian's timer renews certificates; the web server must then read them.
install -d /etc/letsencrypt/renewal-hooks/deploy
put /etc/letsencrypt/renewal-hooks/deploy/hostctl 755 <<'EOF'
#!/bin/sh
exec nginx -s reload
EOF

nginx -t -q
for version in /etc/php/*/fpm; do
  number=${version#/etc/php/}
  "php-fpm${number%/fpm}" -t 2> /dev/null || { "php-fpm${number%/fpm}" -t; exit 1; }
done
mkdir -p /run/sshd
/usr/sbin/sshd -t
if [ -d /run/systemd/system ]; then
  systemctl enable --quiet nginx mariadb postfix dovecot ssh certbot.timer
  systemctl restart postfix dovecot ssh
  systemctl reload-or-restart nginx
  for version in /etc/php/*/fpm; do
    number=${version#/etc/php/}
    systemctl enable --quiet "php${number%/fpm}-fpm"
    systemctl reload-or-restart "php${number%/fpm}-fpm"
  done
  systemctl start mariadb
fi
echo 'Ready. The key to pin for this server:'
cat /etc/ssh/ssh_host_ed25519_key.pub
