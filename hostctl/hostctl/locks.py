"""Locks between calls, which are processes of their own. The kernel frees those of a killed one."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .paths import RUN, STATE


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Holds a lock of the whole server: `state` while records change, `reload` while services do."""
    descriptor = _open(f'{name}.lock')
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def account_locked(name: str) -> Iterator[None]:
    """One change of an account (or mailbox) at a time, however long it takes."""
    descriptor = os.open(STATE / 'locks' / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def staging() -> Iterator[None]:
    """Says to whoever is about to reload that this call will have something for the same reload."""
    descriptor = _open('staging.lock')
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def await_staging(seconds: float) -> None:
    """Waits until nobody is in `staging`, but no longer than that."""
    deadline = time.monotonic() + seconds
    descriptor = _open('staging.lock')
    try:
        while time.monotonic() < deadline:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                time.sleep(0.01)
    finally:
        os.close(descriptor)


def _open(name: str) -> int:
    RUN.mkdir(mode=0o700, exist_ok=True)
    return os.open(RUN / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
