"""The verb `terminate`: takes a site away and leaves a tombstone."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime

from . import accounts, back_up, certificates, changes, mariadb, names, secret_store, unix_user
from .accounts import Account
from .locks import account_locked, locked, staging
from .paths import php_versions, pool_file, site_folder, vhost_file
from .views import view_of


def terminate(request: Mapping[str, object]) -> dict:
    """A repeat is fine. Nothing goes without a copy: the named one, which must be there and whole, or a last one.

    Raises Refusal `not_found`, `owner_conflict`, `backup_missing`.
    """
    required = {'username': names.username, 'owner': names.tag}
    asked = names.parse(request, required, {'backup': names.tag})
    with account_locked(asked['username']):
        account = accounts.require(asked['username'], asked['owner'])
        if account.removed:
            return view_of(account)
        if asked['backup']:
            back_up.require_copy(account.username, asked['backup'])
        with staging(), locked('state'):
            account.terminatedAt = account.terminatedAt or datetime.now(UTC).isoformat()
            accounts.write(account)
            changes.stage(account.username, _no_files(account))
        changes.settle(account.username)
        if not asked['backup'] and site_folder(account.username).exists():
            back_up.make_copy(account, 'last')
        _remove(account)
        return view_of(account)


def _no_files(account: Account) -> changes.Files:
    paths = [vhost_file(account.username), *(pool_file(version, account.username) for version in php_versions())]
    return {str(path): None for path in paths}


def _remove(account: Account) -> None:
    with locked('state'):
        unix_user.remove_user(account.username)
    if account.database:
        mariadb.remove_database(account.username)
    if account.certificate:
        certificates.remove_certificate(account.username)
    shutil.rmtree(site_folder(account.username), ignore_errors=True)
    secret_store.forget(account.username)
    with locked('state'):
        account.removed = True
        account.certificate = []
        accounts.write(account)
        accounts.release_names(account.username, account.hostnames)
