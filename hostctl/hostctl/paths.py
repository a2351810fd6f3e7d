"""Where things are on the server."""

from pathlib import Path

STATE = Path('/var/lib/hostctl')
SITES = Path('/srv/sites')
SHARE = Path('/usr/local/share/hostctl')
ACME = Path('/var/www/hostctl-acme')
SETTINGS = Path('/etc/hostctl.json')
NGINX_SITES = Path('/etc/nginx/hostctl')
CERTIFICATES = Path('/etc/letsencrypt/live')
RUN = Path('/run/hostctl')


def site_folder(username: str) -> Path:
    """Root's own: the customer's folders are in it, and an SFTP session sees it as `/`."""
    return SITES / username


def vhost_file(username: str) -> Path:
    return NGINX_SITES / f'{username}.conf'


def pool_file(php_version: str, username: str) -> Path:
    return Path(f'/etc/php/{php_version}/fpm/pool.d/hostctl-{username}.conf')


def pool_socket(username: str) -> Path:
    return Path(f'/run/php/hostctl-{username}.sock')


def php_versions() -> list[str]:
    """The PHP versions that are installed here and serve sites."""
    return sorted(folder.parent.name for folder in Path('/etc/php').glob('[5-9].[0-9]/fpm'))
