"""Mailboxes: virtual users of Postfix and Dovecot. Both read files that are written anew from the records."""

import crypt
import hmac
import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from . import names
from .errors import Refusal
from .files import read_json, write_json, write_whole
from .locks import account_locked, locked
from .paths import STATE
from .run import ProgramFailed, run

_POSTFIX = Path('/etc/postfix/hostctl')
_DOVECOT = Path('/etc/dovecot/hostctl')
_MAIL = Path('/var/mail/hostctl')


@dataclass(frozen=True)
class Mailbox:
    address: str
    owner: str
    generation: int
    quotaMb: int
    passwordHash: str
    suspended: bool = False
    removedAt: str | None = None

    @property
    def domain(self) -> str:
        return self.address.partition('@')[2]


def ensure_mailbox(request: Mapping[str, object]) -> dict:
    """Makes a mailbox, changes it, or lets it be used again. A new one needs a password; later it is a change of it.

    Raises Refusal `owner_conflict`, `terminated`, `stale_generation`, `domain_in_use`, `invalid_request`.
    """
    asked = names.parse(request, {**_KNOWN, 'quotaMb': names.whole(1, 2**21)}, {'password': names.password})
    with account_locked(asked['address']):
        existing = _find(asked['address'])
        if existing:
            _refuse(existing, asked)
        elif asked['password'] is None:
            raise Refusal('invalid_request', 'password: is missing')
        _refuse_foreign_domain(asked['address'], asked['owner'])
        mailbox = Mailbox(
            address=asked['address'],
            owner=asked['owner'],
            generation=asked['generation'],
            quotaMb=asked['quotaMb'],
            passwordHash=_hash(asked['password'], existing),
        )
        _store(mailbox)
        return _view(mailbox)


def suspend_mailbox(request: Mapping[str, object]) -> dict:
    """Nobody signs in any more, and sessions end; mail still arrives and waits.

    Raises Refusal `not_found`, `owner_conflict`, `terminated`, `stale_generation`.
    """
    asked = names.parse(request, _KNOWN)
    with account_locked(asked['address']):
        existing = _require(asked['address'])
        _refuse(existing, asked)
        mailbox = replace(existing, generation=asked['generation'], suspended=True)
        _store(mailbox)
        _end_sessions(mailbox.address)
        return _view(mailbox)


def remove_mailbox(request: Mapping[str, object]) -> dict:
    """Takes the mailbox away; a repeat is fine. Its mail is kept as an archive among the backups.

    Raises Refusal `not_found`, `owner_conflict`.
    """
    asked = names.parse(request, {'address': names.address, 'owner': names.tag})
    with account_locked(asked['address']):
        mailbox = _require(asked['address'])
        _refuse_other_owner(mailbox, asked['owner'])
        if mailbox.removedAt is None:
            mailbox = replace(mailbox, removedAt=datetime.now(UTC).isoformat())
            _store(mailbox)
            _end_sessions(mailbox.address)
        _archive(mailbox.address)
        return _view(mailbox)


_KNOWN = {'address': names.address, 'owner': names.tag, 'generation': names.whole(1, 2**53)}


def _view(mailbox: Mailbox) -> dict:
    state = 'terminated' if mailbox.removedAt else 'suspended' if mailbox.suspended else 'active'
    return {
        'address': mailbox.address,
        'owner': mailbox.owner,
        'generation': mailbox.generation,
        'quotaMb': mailbox.quotaMb,
        'state': state,
    }


def _refuse(existing: Mailbox, asked: dict) -> None:
    _refuse_other_owner(existing, asked['owner'])
    if existing.removedAt:
        raise Refusal('terminated', f'{existing.address} was removed at {existing.removedAt}.')
    if asked['generation'] < existing.generation:
        message = f'Generation {asked["generation"]} is older than {existing.generation}, which is in force.'
        raise Refusal('stale_generation', message)


def _refuse_other_owner(existing: Mailbox, owner: str) -> None:
    if existing.owner != owner:
        raise Refusal('owner_conflict', f'{existing.address} belongs to another owner.')


def _refuse_foreign_domain(address: str, owner: str) -> None:
    domain = address.partition('@')[2]
    if any(other.domain == domain and other.owner != owner and not other.removedAt for other in _all()):
        raise Refusal('domain_in_use', f'The mail of {domain} already belongs to another owner.')


def _hash(password: str | None, existing: Mailbox | None) -> str:
    known = existing.passwordHash if existing else ''
    if password is None or (known and hmac.compare_digest(crypt.crypt(password, known), known)):
        return known
    return crypt.crypt(password, crypt.mksalt(crypt.METHOD_SHA512, rounds=50_000))


def _find(address: str) -> Mailbox | None:
    found = read_json(_file_of(address))
    return None if found is None else Mailbox(**found)


def _require(address: str) -> Mailbox:
    found = _find(address)
    if found is None:
        raise Refusal('not_found', f'There is no mailbox {address}.')
    return found


def _all() -> list[Mailbox]:
    paths = sorted(path for path in (STATE / 'mailboxes').glob('*.json') if not path.name.startswith('.'))
    return [Mailbox(**found) for path in paths if (found := read_json(path)) is not None]


def _file_of(address: str) -> Path:
    return STATE / 'mailboxes' / f'{address}.json'


def _store(mailbox: Mailbox) -> None:
    """The record, and what the programs read of all records."""
    with locked('mail'):
        if mailbox != _find(mailbox.address):
            write_json(_file_of(mailbox.address), asdict(mailbox))
        live = [other for other in _all() if not other.removedAt]
        _write_map('domains', [f'{domain} OK' for domain in sorted({other.domain for other in live})])
        _write_map('mailboxes', [f'{other.address} OK' for other in live])
        _write_map('senders', [f'{other.address} {other.address}' for other in live if not other.suspended])
        passwords = [f'{other.address}:{{SHA512-CRYPT}}{other.passwordHash}' for other in live if not other.suspended]
        _write_for_dovecot('passwords', passwords)
        rule = 'userdb_quota_rule=*:storage='
        _write_for_dovecot('mailboxes', [f'{other.address}:::::::{rule}{other.quotaMb}M' for other in live])


def _write_map(name: str, lines: list[str]) -> None:
    path = _POSTFIX / name
    text = '\n'.join([*lines, ''])
    if path.read_text() != text:
        index = path.with_name(f'{name}.db')
        seconds = _next_second(index)
        write_whole(path, text, 0o644)
        run(['postmap', str(path)])
        os.utime(index, (seconds, seconds))


def _write_for_dovecot(name: str, lines: list[str]) -> None:
    path = _DOVECOT / name
    text = '\n'.join([*lines, ''])
    if path.read_text() != text:
        fresh = _DOVECOT / f'{name}.fresh'
        seconds = _next_second(path)
        write_whole(fresh, text, 0o640)
        shutil.chown(fresh, 'root', 'dovecot')
        os.utime(fresh, (seconds, seconds))
        fresh.rename(path)
        # Dovecot looks at the file once in each second of the clock (db-passwd-file.c).
        time.sleep(1.05 - time.time() % 1)


def _next_second(path: Path) -> int:
    """Postfix and Dovecot see a change by its whole second: two in one second would be one."""
    return max(int(time.time()), int(path.stat().st_mtime) + 1)


def _end_sessions(address: str) -> None:
    """Ends them once Dovecot no longer knows the password: a login a moment before would be missed otherwise."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _may_sign_in(address):
        time.sleep(0.1)
    while time.monotonic() < deadline and address in run(['doveadm', 'who', '-1', address]):
        try:
            run(['doveadm', 'kick', address])
        except ProgramFailed:
            # It ended by itself.
            continue


def _may_sign_in(address: str) -> bool:
    try:
        run(['doveadm', 'auth', 'lookup', address])
        return True
    except ProgramFailed:
        return False


def _archive(address: str) -> None:
    local, _, domain = address.partition('@')
    folder = _MAIL / domain / local
    if not folder.exists():
        return
    part = STATE / 'backups' / f'mail.{address}.tar.gz.part'
    run(['tar', '-czf', str(part), '-C', str(_MAIL / domain), '--', local], seconds=3600)
    part.rename(part.with_suffix(''))
    shutil.rmtree(folder)
