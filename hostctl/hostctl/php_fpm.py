"""PHP's part of a site: a pool with the site's own unix user."""

import hashlib
from pathlib import Path

from .accounts import Account
from .fastcgi import ask
from .paths import SHARE, pool_socket, site_folder

PING_PATH = '/hostctl-ping'


def render_pool(account: Account) -> str:
    """`ondemand`: an idle site costs nothing, and a reload takes hardly longer with more sites."""
    folder = site_folder(account.username)
    pool = f"""[{account.username}]
user = {account.username}
group = {account.username}
listen = {pool_socket(account.username)}
listen.owner = www-data
listen.group = www-data
listen.mode = 0600
pm = ondemand
pm.max_children = 10
pm.process_idle_timeout = 10s
pm.max_requests = 500
request_terminate_timeout = 90s
chdir = {folder}/public
php_admin_value[open_basedir] = {folder}/:{SHARE}/probe.php
php_admin_value[upload_tmp_dir] = {folder}/tmp
php_admin_value[sys_temp_dir] = {folder}/tmp
php_admin_value[session.save_path] = {folder}/tmp
php_admin_value[error_log] = {folder}/logs/php-errors.log
php_admin_flag[log_errors] = on
php_admin_value[disable_functions] = exec,passthru,shell_exec,system,popen,proc_open,dl,symlink,link
php_admin_value[sendmail_path] = /usr/sbin/sendmail -t -i -f {account.username}@{account.systemDomain}
php_value[memory_limit] = 256M
php_value[upload_max_filesize] = 64M
php_value[post_max_size] = 64M
php_value[max_execution_time] = 60
"""
    return f'{pool}ping.path = {PING_PATH}\nping.response = {_mark(pool)}\n'


def _mark(pool: str) -> str:
    return hashlib.sha256(pool.encode()).hexdigest()


def is_in_force(username: str, pool: str) -> bool:
    """Whether PHP answers on the site's socket with exactly this configuration: its ping says which one it runs."""
    wanted = pool.rpartition('ping.response = ')[2].strip()
    try:
        # Short: a pool may overlook a connection that came in the middle of a reload, until there is another.
        return wanted.encode() in ask(pool_socket(username), PING_PATH, seconds=0.2)
    except OSError:
        return False


def master_pid(php_version: str) -> int | None:
    """The running master of that version, or None when it is not alive."""
    try:
        pid = int(Path(f'/run/php/php{php_version}-fpm.pid').read_text())
        name = Path(f'/proc/{pid}/comm').read_text().strip()
    except (FileNotFoundError, ProcessLookupError, ValueError):
        return None
    return pid if name == f'php-fpm{php_version}' else None
