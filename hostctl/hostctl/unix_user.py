"""The unix user of a site: it owns the site's files, runs its PHP, and signs in by SFTP."""

import os
import pwd
import shutil
import signal
from pathlib import Path

from .errors import Refusal
from .paths import SHARE, SITES, site_folder
from .run import ProgramFailed, run

_GROUP = 'hostctl-sftp'
_LOWEST_ID = 20_000
_OWN_FOLDERS = ('private', 'tmp', 'logs')


def refuse_foreign(username: str) -> None:
    """Raises Refusal `reserved_name` for a unix user that hostctl did not make."""
    try:
        entry = pwd.getpwnam(username)
    except KeyError:
        return
    if entry.pw_uid < _LOWEST_ID or entry.pw_dir != str(site_folder(username)):
        raise Refusal('reserved_name', f'{username} is a user of the server itself.')


def ensure_user(username: str) -> None:
    """Call it under the lock `state`: programs that write /etc/passwd wait for one another badly."""
    refuse_foreign(username)
    try:
        pwd.getpwnam(username)
    except KeyError:
        folder = str(site_folder(username))
        limits = {'UID_MIN': _LOWEST_ID, 'UID_MAX': 60_000, 'GID_MIN': _LOWEST_ID, 'GID_MAX': 60_000}
        limits |= {'SUB_UID_COUNT': 0, 'SUB_GID_COUNT': 0}
        ids = [word for name, value in limits.items() for word in ('-K', f'{name}={value}')]
        shell = ['--shell', '/usr/sbin/nologin']
        home = ['--no-create-home', '--home-dir', folder]
        run(['useradd', *ids, *home, *shell, '--user-group', '--groups', _GROUP, username])


def is_complete(username: str) -> bool:
    """Whether the user and its folders are there."""
    try:
        pwd.getpwnam(username)
    except KeyError:
        return False
    return all((site_folder(username) / name).is_dir() for name in ('public', *_OWN_FOLDERS))


def ensure_folders(username: str, *, is_new: bool) -> None:
    """Makes what is missing. The welcome page is given to new sites only: afterwards the folder is the customer's."""
    user = pwd.getpwnam(username)
    www = pwd.getpwnam('www-data')
    SITES.mkdir(mode=0o711, exist_ok=True)
    root = site_folder(username)
    # An SFTP session sees it as `/`, which must be root's own; nobody else's user may look into it.
    _ensure_folder(root, 0o751, 0, user.pw_gid)
    # The web server reads `public` and nothing else; its group is handed on to what is made in there.
    _ensure_folder(root / 'public', 0o2750, user.pw_uid, www.pw_gid)
    for name in _OWN_FOLDERS:
        _ensure_folder(root / name, 0o700, user.pw_uid, user.pw_gid)
    if is_new and not any((root / 'public').iterdir()):
        shutil.copyfile(SHARE / 'welcome.php', root / 'public/index.php')
        os.chown(root / 'public/index.php', user.pw_uid, www.pw_gid)
        (root / 'public/index.php').chmod(0o640)


def _ensure_folder(path: Path, mode: int, uid: int, gid: int) -> None:
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise Refusal('unsafe_files', f'{path} is not a folder.')
    if path.is_dir():
        return
    path.mkdir(mode=0o700)
    os.chown(path, uid, gid)
    path.chmod(mode)


def set_storage_limit(username: str, storage_mb: int) -> bool:
    """Whether this filesystem can hold a user to a limit; ext4 and XFS can when they are mounted with quotas."""
    blocks = str(storage_mb * 1024)
    try:
        run(['setquota', '-u', username, blocks, blocks, '0', '0', _mount_point()])
        return True
    except ProgramFailed:
        return False


def _mount_point() -> str:
    path = SITES
    while not os.path.ismount(path):
        path = path.parent
    return str(path)


def has_quotas() -> bool:
    """Looked up in the mount's own options, since asking `setquota` in vain takes a process each time."""
    point = _mount_point()
    for line in Path('/proc/self/mounts').read_text().splitlines():
        _, where, _, options, *_ = line.split()
        if where == point and any('quota' in option and option != 'noquota' for option in options.split(',')):
            return True
    return False


def allow_sign_in(username: str, *, allowed: bool) -> None:
    """Opens or closes SFTP for the user, and ends the sessions of one who may no longer."""
    run(['usermod', '--expiredate', '' if allowed else '1', username])
    if not allowed:
        _end_processes(username, only='sshd')


def set_password(username: str, password: str) -> None:
    """The password for SFTP; it is given on standard input, where no other user sees it."""
    run(['chpasswd'], stdin=f'{username}:{password}\n')


def remove_user(username: str) -> None:
    """Ends what the user runs and takes the user away; its files are for the caller."""
    try:
        pwd.getpwnam(username)
    except KeyError:
        return
    refuse_foreign(username)
    _end_processes(username)
    run(['userdel', '--force', username])


def _end_processes(username: str, only: str | None = None) -> None:
    uid = pwd.getpwnam(username).pw_uid
    for folder in Path('/proc').glob('[0-9]*'):
        try:
            # The folder's own owner says nothing: it is root for a program that changed its user, as sshd does.
            status = dict(line.split(':\t', 1) for line in (folder / 'status').read_text().splitlines())
            if int(status['Uid'].split()[0]) == uid and only in (None, status['Name']):
                os.kill(int(folder.name), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError):
            continue
