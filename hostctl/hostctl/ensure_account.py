"""The verb `ensure`: makes an account and its site what a spec says."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from . import accounts, changes, mariadb, names, nginx, php_fpm, unix_user, wordpress
from .accounts import Account
from .errors import Refusal
from .files import read_text
from .locks import account_locked, locked, staging
from .paths import php_versions, pool_file, vhost_file
from .services import nginx_lives
from .views import secrets_of, view_of


def ensure_account(request: Mapping[str, object]) -> dict:
    """The same spec again changes nothing, and puts back what is missing.

    Raises Refusal `owner_conflict`, `terminated`, `stale_generation`, `unsupported_php`, `domain_in_use`,
    `reserved_name`, `invalid_configuration`, `not_in_force`.
    """
    spec = names.parse(request, _REQUIRED, {'database': names.flag, 'wordpress': _wordpress})
    with account_locked(spec['username']):
        existing = accounts.find(spec['username'])
        if existing and _is_in_force(existing, spec):
            return {**view_of(existing), **secrets_of(existing)}
        with staging():
            account = _store(spec)
            if not account.wordpress:
                _stage(account)
        if account.wordpress:
            # Before its vhost is exposed: whoever opens install.php first owns the site.
            wordpress.ensure_wordpress(account)
            _stage(account)
        changes.settle(account.username)
        return {**view_of(account), **secrets_of(account)}


def _stage(account: Account) -> None:
    with locked('state'):
        changes.stage(account.username, files_of(account))


def files_of(account: Account) -> changes.Files:
    """What the services' files should say of a live account."""
    files: dict[str, str | None] = {
        str(pool_file(version, account.username)): None for version in php_versions() if version != account.phpVersion
    }
    files[str(pool_file(account.phpVersion, account.username))] = php_fpm.render_pool(account)
    files[str(vhost_file(account.username))] = nginx.render_vhost(account)
    return files


def _wordpress(value: object) -> dict:
    if not isinstance(value, dict):
        raise ValueError('must be an object')
    try:
        return names.parse(value, {'title': names.title, 'adminUser': names.username, 'adminEmail': names.address})
    except Refusal as refusal:
        raise ValueError(refusal.message) from refusal


_REQUIRED = {
    'username': names.username,
    'owner': names.tag,
    'generation': names.whole(1, 2**53),
    'domain': names.domain,
    'systemDomain': names.domain,
    'phpVersion': names.php_version,
    'suspended': names.flag,
    'nonce': names.nonce,
    'storageMb': names.whole(1, 2**31),
}


def _account_of(spec: dict, existing: Account | None) -> Account:
    known = {'database': existing.database, 'wordpress': existing.wordpress} if existing else {}
    # Once there, a database or a WordPress stays until the account ends.
    wanted_wordpress = known.get('wordpress') or spec['wordpress']
    database = bool(known.get('database') or spec['database'] or wanted_wordpress)
    fresh = Account(**{**spec, 'database': database, 'wordpress': wanted_wordpress})
    if existing is None:
        return fresh
    return replace(fresh, certificate=[name for name in existing.certificate if name in fresh.hostnames])


def _is_in_force(existing: Account, spec: dict) -> bool:
    """Whether there is nothing to do: the same spec, nothing dirty, nothing missing."""
    return (
        existing == _account_of(spec, existing)
        and not changes.is_dirty(existing.username)
        and all(read_text(Path(path)) == text for path, text in files_of(existing).items())
        and unix_user.is_complete(existing.username)
        and php_fpm.master_pid(existing.phpVersion) is not None
        and nginx_lives()
    )


def _store(spec: dict) -> Account:
    """Everything that needs no reload."""
    with locked('state'):
        existing = accounts.find(spec['username'])
        account = _account_of(spec, existing)
        _refuse(account, existing)
        accounts.claim_names(account)
        unix_user.ensure_user(account.username)
        unix_user.ensure_folders(account.username, is_new=existing is None)
        changes.mark_unfinished(account.username)
        accounts.write(account)
        if existing:
            gone = [name for name in existing.hostnames if name not in account.hostnames]
            accounts.release_names(account.username, gone)
    if account.database:
        mariadb.ensure_database(account.username)
    if unix_user.has_quotas():
        unix_user.set_storage_limit(account.username, account.storageMb)
    if account.suspended or (existing and existing.suspended):
        unix_user.allow_sign_in(account.username, allowed=not account.suspended)
    return account


def _refuse(account: Account, existing: Account | None) -> None:
    if existing is None:
        unix_user.refuse_foreign(account.username)
    else:
        existing.refuse_other_owner(account.owner)
        existing.refuse_terminated()
        if account.generation < existing.generation:
            message = f'Generation {account.generation} is older than {existing.generation}, which is in force.'
            raise Refusal('stale_generation', message)
    if account.phpVersion not in php_versions():
        message = f'PHP {account.phpVersion} is not installed here; there is {", ".join(php_versions())}.'
        raise Refusal('unsupported_php', message)
