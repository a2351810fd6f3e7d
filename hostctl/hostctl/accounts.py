"""The record of each account: what it should be. A terminated one stays as a tombstone."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from .errors import Refusal
from .files import read_json, read_text, write_json, write_whole
from .paths import STATE


@dataclass
class Account:
    username: str
    owner: str
    generation: int
    domain: str
    systemDomain: str
    phpVersion: str
    suspended: bool
    nonce: str
    storageMb: int
    database: bool = False
    wordpress: dict | None = None
    """Names that its certificate is for, none without one."""
    certificate: list[str] = field(default_factory=list)
    terminatedAt: str | None = None
    """Whether everything of a terminated account is gone."""
    removed: bool = False

    @property
    def state(self) -> str:
        return 'terminated' if self.terminatedAt else 'suspended' if self.suspended else 'active'

    @property
    def hostnames(self) -> list[str]:
        """Every name that the site answers to."""
        return list(dict.fromkeys([self.domain, f'www.{self.domain}', self.systemDomain]))

    def refuse_other_owner(self, owner: str) -> None:
        if self.owner != owner:
            raise Refusal('owner_conflict', f'{self.username} belongs to another owner.')

    def refuse_terminated(self) -> None:
        if self.terminatedAt:
            raise Refusal('terminated', f'{self.username} was terminated at {self.terminatedAt}.')


def find(username: str) -> Account | None:
    found = read_json(_file_of(username))
    return None if found is None else Account(**found)


def require(username: str, owner: str) -> Account:
    """The account of that owner, terminated or not.

    Raises Refusal `not_found`, `owner_conflict`.
    """
    account = find(username)
    if account is None:
        raise Refusal('not_found', f'There is no account {username}.')
    account.refuse_other_owner(owner)
    return account


def write(account: Account) -> None:
    write_json(_file_of(account.username), asdict(account))


def list_usernames() -> list[str]:
    return sorted(path.stem for path in (STATE / 'accounts').glob('*.json') if not path.name.startswith('.'))


def claim_names(account: Account) -> None:
    """Makes the hostnames this account's alone; one that a dead or renamed account once had is free.

    Call it under the lock `state`. Raises Refusal `domain_in_use`.
    """
    for name in account.hostnames:
        holder = read_text(_name_file(name))
        if holder and holder != account.username and _holds(holder, name):
            raise Refusal('domain_in_use', f'{name} already belongs to another account.')
    for name in account.hostnames:
        if read_text(_name_file(name)) != account.username:
            write_whole(_name_file(name), account.username)


def release_names(username: str, names: list[str]) -> None:
    """Call it under the lock `state`."""
    for name in names:
        if read_text(_name_file(name)) == username:
            _name_file(name).unlink()


def _holds(username: str, name: str) -> bool:
    other = find(username)
    return other is not None and not other.removed and name in other.hostnames


def _file_of(username: str) -> Path:
    return STATE / 'accounts' / f'{username}.json'


def _name_file(name: str) -> Path:
    return STATE / 'names' / name
