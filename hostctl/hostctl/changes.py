"""Changes of service configuration: staged by many calls, put in force by one reload.

A call stages what its account's files should say in `pending/<username>.json` and then settles. Whoever gets the lock
`reload` first puts everything that is staged in place, has the programs check it, reloads, and sees that the reload
took effect; only then are the staged changes gone. Until then the account is dirty, and the next call of anybody puts
them in place again. What the programs refuse is taken back, and stands in `failed/` until its account is changed again.
"""

import syslog
import time
from collections.abc import Mapping
from pathlib import Path

from . import php_fpm, services
from .errors import Refusal
from .files import read_json, read_text, write_json, write_whole
from .locks import await_staging, locked
from .paths import NGINX_SITES, STATE

Files = Mapping[str, str | None]
"""What each file should say, by its path; None for a file that should not be there."""

_COALESCE_SECONDS = 0.4
_NGINX_SECONDS = 5.0
# Requests in flight hold up a reload of PHP for as long as process_control_timeout.
_PHP_SECONDS = 14.0


def stage(username: str, files: Files) -> None:
    """Call it under the lock `state`, then `settle` without it."""
    write_json(STATE / 'pending' / f'{username}.json', {'username': username, 'files': dict(files)})
    (STATE / 'failed' / f'{username}.json').unlink(missing_ok=True)


def mark_unfinished(username: str) -> None:
    """Makes the account dirty before its change is staged, so that a killed call is not taken for a finished one."""
    write_json(STATE / 'failed' / f'{username}.json', {'username': username, 'reason': 'it was not finished'})


def is_dirty(username: str) -> bool:
    return any((STATE / folder / f'{username}.json').exists() for folder in ('pending', 'failed'))


def settle(username: str) -> None:
    """Returns when what the account staged is in force.

    Raises Refusal `invalid_configuration` when the programs refused it, `not_in_force` when a reload did not help.
    """
    pending = STATE / 'pending' / f'{username}.json'
    with locked('reload'):
        if pending.exists():
            await_staging(_COALESCE_SECONDS)
            with locked('state'):
                _put_in_force(_all_pending())
        failed = read_json(STATE / 'failed' / f'{username}.json')
        if failed is not None:
            raise Refusal('invalid_configuration', f'The configuration was refused and taken back: {failed["reason"]}')
        if pending.exists():
            raise Refusal('not_in_force', 'The services did not take up their configuration; ask again.')


def _all_pending() -> list[dict]:
    paths = sorted(path for path in (STATE / 'pending').glob('*.json') if not path.name.startswith('.'))
    return [change for path in paths if (change := read_json(path)) is not None]


def _put_in_force(batch: list[dict]) -> None:
    for change in batch:
        _remember_old(change)
        _write_all(change['files'])
    versions = {version for change in batch for version in _php_versions(change)}
    problem = services.find_problem(versions)
    if problem is None:
        _reload(batch, versions)
        return
    for change in batch:
        _write_all(change['old'])
    if len(batch) == 1:
        _fail(batch[0], problem)
        return
    # One of them is at fault, and the others must not suffer for it.
    for change in batch:
        _put_in_force([change])


def _remember_old(change: dict) -> None:
    """On disk before the first file is touched: a killed call leaves the next one the way back."""
    if 'old' not in change:
        change['old'] = {path: read_text(Path(path)) for path in change['files']}
        write_json(STATE / 'pending' / f'{change["username"]}.json', change)


def _write_all(files: Files) -> None:
    for path, text in files.items():
        if text is None:
            Path(path).unlink(missing_ok=True)
        elif read_text(Path(path)) != text:
            write_whole(Path(path), text)


def _reload(batch: list[dict], versions: set[str]) -> None:
    syslog.syslog(f'reloading for {len(batch)} accounts')
    started = [version for version in versions if services.reload_php(version)]
    in_force = len(started) == len(versions) and _await_pools(batch, versions)
    if not in_force and not _masters_live(versions):
        _revive(batch, versions)
        return
    if services.reload_nginx(_NGINX_SECONDS) and in_force:
        for change in batch:
            (STATE / 'pending' / f'{change["username"]}.json').unlink()


def _masters_live(versions: set[str]) -> bool:
    return all(php_fpm.master_pid(version) is not None for version in versions)


def _await_pools(batch: list[dict], versions: set[str]) -> bool:
    wanted = [
        (change['username'], text)
        for change in batch
        for path, text in change['files'].items()
        if text is not None and not path.startswith(str(NGINX_SITES)) and text != change['old'].get(path)
    ]
    deadline = time.monotonic() + _PHP_SECONDS
    while wanted:
        wanted = [(username, pool) for username, pool in wanted if not php_fpm.is_in_force(username, pool)]
        if wanted and (time.monotonic() > deadline or not _masters_live(versions)):
            return False
        if wanted:
            time.sleep(0.02)
    return True


def _revive(batch: list[dict], versions: set[str]) -> None:
    """PHP's master died of what it was given, and every site with it: back to what it ran on before."""
    for change in batch:
        _write_all(change['old'])
        _fail(change, 'PHP stopped when it was reloaded with it.')
    for version in versions:
        if php_fpm.master_pid(version) is None:
            services.start_php(version)
    services.reload_nginx(_NGINX_SECONDS)


def _fail(change: dict, reason: str) -> None:
    username = change['username']
    write_json(STATE / 'failed' / f'{username}.json', {'username': username, 'reason': reason})
    (STATE / 'pending' / f'{username}.json').unlink()


def _php_versions(change: dict) -> set[str]:
    """Of the pools that change; an unchanged one needs no reload, which would only hold up visitors."""
    return {
        path.split('/')[3]
        for path, text in change['files'].items()
        if not path.startswith(str(NGINX_SITES)) and change['old'].get(path) != text
    }
