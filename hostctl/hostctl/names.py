"""Every word that a caller may say, checked before it is used anywhere."""

import re
from collections.abc import Callable, Mapping

from .errors import Refusal

_LABEL = r'[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
_DOMAIN = re.compile(rf'(?=.{{4,253}}\Z)(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})')
_USERNAME = re.compile(r'[a-z][a-z0-9]{2,31}')
_TAG = re.compile(r'[A-Za-z0-9-]{1,64}')
_NONCE = re.compile(r'[A-Za-z0-9_-]{16,128}')
_PHP = re.compile(r'[5-9]\.[0-9]')
_MAILBOX = re.compile(r'[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?')
# Letters, digits and signs, no space at either end: what a person types, and what no file format takes for an end.
_PASSWORD = re.compile(r'[!-~](?:[ -~]{10,126})[!-~]')
_TITLE = re.compile(r'[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{1,120}')

# Names that a machine needs for itself, or that would mislead. Unix users that exist are refused besides.
RESERVED = frozenset(
    'root admin administrator daemon nobody nogroup system sys www wwwdata nginx apache php mysql mariadb postgres '
    'mail postfix postdrop dovecot dovenull ftp ssh sshd sftp sudo backup operator localhost hosting hostctl host test '
    'letsencrypt certbot default hostctlsftp hostctlmail'.split()
)


def _matching(pattern: re.Pattern[str], rule: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError(rule)
        return value

    return check


domain = _matching(_DOMAIN, 'must be a domain name in lower case')
tag = _matching(_TAG, 'must be 1 to 64 of A to Z, a to z, 0 to 9 and -')
nonce = _matching(_NONCE, 'must be 16 to 128 of A to Z, a to z, 0 to 9, _ and -')
php_version = _matching(_PHP, 'must be a major and a minor version such as 8.2')
password = _matching(_PASSWORD, 'must be 12 to 128 printable ASCII characters without a space at either end')
title = _matching(_TITLE, 'must be 1 to 120 characters without control characters')
_username = _matching(_USERNAME, 'must be 3 to 32 of a to z and 0 to 9, and begin with a letter')


def username(value: object) -> str:
    name = _username(value)
    if name in RESERVED:
        raise ValueError('is reserved')
    return name


def address(value: object) -> str:
    if not isinstance(value, str) or value.count('@') != 1:
        raise ValueError('must be an e-mail address in lower case')
    local, _, host = value.partition('@')
    if not _MAILBOX.fullmatch(local) or '..' in local or not _DOMAIN.fullmatch(host):
        raise ValueError('must be an e-mail address in lower case')
    return value


def whole(low: int, high: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f'must be a whole number from {low} to {high}')
        return value

    return check


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError('must be true or false')
    return value


def listed(check: Callable[[object], str], most: int) -> Callable[[object], list[str]]:
    def check_all(value: object) -> list[str]:
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            raise ValueError(f'must be a list of 1 to {most}')
        return [check(item) for item in value]

    return check_all


def parse(
    request: Mapping[str, object],
    required: Mapping[str, Callable[[object], object]],
    optional: Mapping[str, Callable[[object], object]] | None = None,
) -> dict:
    """What a request says, by the names of the checks; a missing optional one is None.

    Raises Refusal `invalid_request` for anything missing, malformed or surplus.
    """
    optional = optional or {}
    problems = [f'{name}: is not known here' for name in request if name not in required and name not in optional]
    parsed: dict = dict.fromkeys(optional)
    for name, check in {**required, **optional}.items():
        if name not in request:
            if name in required:
                problems.append(f'{name}: is missing')
            continue
        try:
            parsed[name] = check(request[name])
        except ValueError as error:
            problems.append(f'{name}: {error}')
    if problems:
        raise Refusal('invalid_request', '; '.join(sorted(problems))[:1000])
    return parsed
