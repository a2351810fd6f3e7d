"""Secrets of an account: made once, readable by root alone."""

import secrets
from pathlib import Path

from .files import read_json, write_json
from .paths import STATE


def ensure(username: str, name: str) -> str:
    """A word of a to f and 0 to 9; a repeat gives the same."""
    known = read_json(_file_of(username)) or {}
    if name not in known:
        known[name] = secrets.token_hex(16)
        write_json(_file_of(username), known)
    return known[name]


def forget(username: str) -> None:
    _file_of(username).unlink(missing_ok=True)


def _file_of(username: str) -> Path:
    return STATE / 'secrets' / f'{username}.json'
