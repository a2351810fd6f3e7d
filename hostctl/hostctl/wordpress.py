"""WordPress, from Debian's package, as the site's own user."""

import json
import secrets
from pathlib import Path

from . import secret_store
from .accounts import Account
from .errors import Refusal
from .paths import SHARE, site_folder
from .run import run

_SOURCE = Path('/usr/share/wordpress')


def ensure_wordpress(account: Account) -> None:
    """Installs it once; afterwards the folder is the customer's and is left alone.

    Raises Refusal `unsafe_files` when the site has a program of its own already.
    """
    done = site_folder(account.username) / '.wordpress'
    if done.exists():
        return
    public = site_folder(account.username) / 'public'
    if not (public / 'wp-load.php').exists() and any(path.name != 'index.php' for path in public.iterdir()):
        raise Refusal('unsafe_files', 'There are files in this site already: WordPress is installed into an empty one.')
    # `-L`: the package links to libraries elsewhere, where PHP of this site may not look.
    run(['cp', '-RLT', '--no-preserve=all', str(_SOURCE), str(public)], user=account.username, seconds=120)
    run(['php' + account.phpVersion, *_settings(account), str(SHARE / 'wordpress-install.php')],
        stdin=json.dumps(_request(account)), user=account.username, env={'HOME': str(public)}, seconds=120)  # fmt: skip
    done.touch(mode=0o600)


def _settings(account: Account) -> list[str]:
    folder = site_folder(account.username)
    values = {
        'open_basedir': f'{folder}/:{SHARE}/wordpress-install.php',
        'sys_temp_dir': f'{folder}/tmp',
        'display_errors': 'stderr',
        'memory_limit': '256M',
        'sendmail_path': '/bin/true',
    }
    return [word for name, value in values.items() for word in ('-d', f'{name}={value}')]


def _request(account: Account) -> dict:
    return {
        **(account.wordpress or {}),
        'adminPassword': secret_store.ensure(account.username, 'wordpress'),
        'folder': str(site_folder(account.username) / 'public'),
        'host': account.domain,
        'database': account.username,
        'databasePassword': secret_store.ensure(account.username, 'database'),
        # Of this one installation; WordPress wants eight.
        'salts': [secrets.token_hex(32) for _ in range(8)],
    }
