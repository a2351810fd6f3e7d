"""The web server's part of a site."""

from pathlib import Path

from .accounts import Account
from .paths import ACME, CERTIFICATES, SHARE, pool_socket, site_folder

PID_FILE = Path('/run/nginx.pid')


def render_vhost(account: Account) -> str:
    """The configuration of a site; every value in it has been through names.py."""
    secured = [name for name in account.hostnames if name in account.certificate]
    plain = [name for name in account.hostnames if name not in secured]
    servers = []
    if plain:
        servers.append(_server(plain, _PLAIN, account, _content(account)))
    if secured:
        to_https = 'location / { return 301 https://$host$request_uri; }'
        servers.append(_server(secured, _PLAIN, account, _content(account) if account.suspended else to_https))
        servers.append(_server(secured, _tls(account.username), account, _content(account)))
    return '\n'.join(servers)


_PLAIN = 'listen 80;\n  listen [::]:80;'


def _tls(username: str) -> str:
    folder = CERTIFICATES / username
    return f"""listen 443 ssl http2;
  listen [::]:443 ssl http2;
  ssl_certificate {folder}/fullchain.pem;
  ssl_certificate_key {folder}/privkey.pem;
  ssl_protocols TLSv1.2 TLSv1.3;"""


def _server(names: list[str], listen: str, account: Account, content: str) -> str:
    probe = '' if account.suspended else _PROBE.format(**_places(account), nonce=account.nonce)
    return f"""server {{
  {listen}
  server_name {' '.join(names)};
  root {site_folder(account.username)}/public;
  access_log /var/log/nginx/site-{account.username}.log;
  location ^~ /.well-known/acme-challenge/ {{ root {ACME}; default_type text/plain; try_files $uri =404; }}
{probe}{content}
}}
"""


_PROBE = """  location = /.well-known/hosting-probe.php {{
    include fastcgi_params;
    fastcgi_param SCRIPT_FILENAME {share}/probe.php;
    fastcgi_param HOSTING_NONCE {nonce};
    fastcgi_pass unix:{socket};
  }}
"""


def _content(account: Account) -> str:
    return (_SUSPENDED if account.suspended else _SITE).format(**_places(account))


_SUSPENDED = """  location / {{ return 503; }}
  error_page 503 @suspended;
  location @suspended {{
    root {share};
    add_header Retry-After 3600 always;
    add_header Cache-Control no-store always;
    try_files /suspended.html =503;
  }}"""

# A link may lead only to what belongs to the same user. An unknown address is the site's own to answer.
_SITE = """  index index.php index.html;
  client_max_body_size 64m;
  disable_symlinks if_not_owner from={folder}/public;
  location ~ /\\.(?!well-known/) {{ return 404; }}
  location ~* \\.(?:inc|phps|php\\d|phtml|phar|bak|sql|swp)$ {{ return 403; }}
  location / {{ try_files $uri $uri/ /index.php?$args; }}
  location ~ \\.php$ {{
    try_files $uri =404;
    include fastcgi_params;
    fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
    fastcgi_param HTTP_PROXY "";
    fastcgi_read_timeout 90s;
    fastcgi_pass unix:{socket};
  }}"""


def _places(account: Account) -> dict[str, object]:
    return {
        'folder': site_folder(account.username),
        'share': SHARE,
        'socket': pool_socket(account.username),
    }
