"""Reloading the web server and PHP, and knowing that it worked. The same with systemd and without."""

import os
import signal
import time
from pathlib import Path

from . import nginx, php_fpm
from .run import ProgramFailed, run


def find_problem(php_versions: set[str]) -> str | None:
    """What the programs themselves have against their configuration on disk, or None."""
    try:
        for version in sorted(php_versions):
            run([f'php-fpm{version}', '-t'])
        run(['nginx', '-t', '-q'])
    except ProgramFailed as error:
        return str(error)
    return None


def reload_php(php_version: str) -> bool:
    """Asks for a reload; whether it took effect is for `php_fpm.is_in_force` to see. False when it does not run."""
    pid = php_fpm.master_pid(php_version)
    if pid is None:
        return False
    os.kill(pid, signal.SIGUSR2)
    return True


def start_php(php_version: str) -> None:
    if Path('/run/systemd/system').is_dir():
        run(['systemctl', 'restart', f'php{php_version}-fpm'])
    else:
        run([f'php-fpm{php_version}', '--daemonize'])


def reload_nginx(seconds: float) -> bool:
    """Reloads, and waits until new workers serve and the old ones take no more visitors; False when they did not."""
    try:
        master = int(nginx.PID_FILE.read_text())
        old = _children(master)
        os.kill(master, signal.SIGHUP)
    except (FileNotFoundError, ProcessLookupError, ValueError):
        return False
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        time.sleep(0.01)
        children = _children(master)
        if children - old and not any(_takes_visitors(pid) for pid in old & children):
            return True
    return False


def nginx_lives() -> bool:
    try:
        return bool(_children(int(nginx.PID_FILE.read_text())))
    except (FileNotFoundError, ValueError):
        return False


def _children(pid: int) -> set[int]:
    try:
        return {int(child) for child in Path(f'/proc/{pid}/task/{pid}/children').read_text().split()}
    except (FileNotFoundError, ProcessLookupError):
        return set()


def _takes_visitors(worker: int) -> bool:
    try:
        return b'is shutting down' not in Path(f'/proc/{worker}/cmdline').read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
