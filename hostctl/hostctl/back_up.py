"""The verbs `backup` and `restore`: copies of a site's files and database, kept on the server."""

import hashlib
import json
import os
import pwd
import shutil
from collections.abc import Mapping
from pathlib import Path

from . import accounts, mariadb, names
from .accounts import Account
from .errors import Refusal
from .files import read_text, write_json
from .locks import account_locked
from .paths import STATE, site_folder
from .run import run
from .views import view_of

_FOLDERS = ('public', 'private')
_HOURS = 3600.0


def back_up(request: Mapping[str, object]) -> dict:
    """Makes a copy of that name; a repeat finds it and makes no second one.

    Raises Refusal `not_found`, `owner_conflict`, `terminated`.
    """
    asked = names.parse(request, _REQUIRED)
    with account_locked(asked['username']):
        account = accounts.require(asked['username'], asked['owner'])
        account.refuse_terminated()
        make_copy(account, asked['backup'])
        return view_of(account)


def restore(request: Mapping[str, object]) -> dict:
    """Makes the site's files and database what they were in a copy.

    Raises Refusal `not_found`, `owner_conflict`, `terminated`, `backup_missing`.
    """
    asked = names.parse(request, _REQUIRED)
    with account_locked(asked['username']):
        account = accounts.require(asked['username'], asked['owner'])
        account.refuse_terminated()
        folder = require_copy(account.username, asked['backup'])
        _restore_files(account.username, folder)
        if account.database and (folder / 'database.sql').exists():
            mariadb.load_database(account.username, folder / 'database.sql')
        return view_of(account)


_REQUIRED = {'username': names.username, 'owner': names.tag, 'backup': names.tag}


def make_copy(account: Account, name: str) -> None:
    """Call it under the account's lock."""
    folder = _folder_of(account.username, name)
    if folder.exists():
        return
    # Renamed once it is whole: a killed call leaves no half copy that looks like one.
    part = folder.with_name(f'{folder.name}.part')
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    present = [name for name in _FOLDERS if (site_folder(account.username) / name).is_dir()]
    # Links are kept as links and not followed.
    run(['tar', '-czf', str(part / 'files.tar.gz'), '-C', str(site_folder(account.username)), '--', *present],
        seconds=_HOURS)  # fmt: skip
    if account.database:
        mariadb.dump_database(account.username, part / 'database.sql')
    hashes = {path.name: _hash(path) for path in part.iterdir()}
    write_json(part / 'manifest.json', {'owner': account.owner, 'sha256': hashes})
    os.sync()
    part.rename(folder)


def require_copy(username: str, name: str) -> Path:
    """The folder of a copy that is there and undamaged.

    Raises Refusal `backup_missing`.
    """
    folder = _folder_of(username, name)
    text = read_text(folder / 'manifest.json')
    if text is None:
        raise Refusal('backup_missing', f'There is no backup {name} of {username}.')
    for file, wanted in json.loads(text)['sha256'].items():
        if not (folder / file).is_file() or _hash(folder / file) != wanted:
            raise Refusal('backup_missing', f'The backup {name} of {username} is damaged: {file}.')
    return folder


def _folder_of(username: str, name: str) -> Path:
    return STATE / 'backups' / f'{username}.{name}'


def _hash(path: Path) -> str:
    with path.open('rb') as file:
        return hashlib.file_digest(file, 'sha256').hexdigest()


def _restore_files(username: str, copy: Path) -> None:
    user = pwd.getpwnam(username)
    staging = site_folder(username) / '.restore'
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    os.chown(staging, user.pw_uid, user.pw_gid)
    # As the customer, who shaped what is in it: it can write nowhere else.
    with (copy / 'files.tar.gz').open('rb') as archive:
        run(['tar', '-xzpf', '-', '--no-same-owner', '-C', str(staging)], stdin=archive, user=username, seconds=_HOURS)
    for name in _FOLDERS:
        fresh, current, old = staging / name, site_folder(username) / name, site_folder(username) / f'.old-{name}'
        if fresh.is_symlink() or not fresh.is_dir():
            continue
        shutil.rmtree(old, ignore_errors=True)
        if current.exists():
            current.rename(old)
        fresh.rename(current)
        shutil.rmtree(old, ignore_errors=True)
    group = pwd.getpwnam('www-data').pw_gid
    os.chown(site_folder(username) / 'public', user.pw_uid, group, follow_symlinks=False)
    run(['chgrp', '-RhP', 'www-data', str(site_folder(username) / 'public')])
    shutil.rmtree(staging, ignore_errors=True)
