"""A site's database: one schema and one user, both with the account's name."""

from pathlib import Path

from . import secret_store
from .run import run


def ensure_database(username: str) -> str:
    """Makes the database and its user where they are missing.

    Returns the password, which is made once: a repeat gives the same.
    """
    password = secret_store.ensure(username, 'database')
    # Both are words of a to z and 0 to 9 (names.py, secret_store.py), so that nothing needs quoting.
    _execute(f"""
CREATE DATABASE IF NOT EXISTS `{username}` CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '{username}'@'localhost' IDENTIFIED BY '{password}';
ALTER USER '{username}'@'localhost' IDENTIFIED BY '{password}';
GRANT ALL PRIVILEGES ON `{username}`.* TO '{username}'@'localhost';
""")
    return password


def dump_database(username: str, path: Path) -> None:
    with path.open('wb') as file:
        run(['mariadb-dump', '--single-transaction', '--routines', '--triggers', username], stdout=file, seconds=1800)


def load_database(username: str, path: Path) -> None:
    """Replaces the whole database. A customer shaped the dump: it runs with no more than the customer's rights."""
    password = secret_store.ensure(username, 'database')
    _execute(f'DROP DATABASE IF EXISTS `{username}`; CREATE DATABASE `{username}` CHARACTER SET utf8mb4;')
    with path.open('rb') as file:
        run(['mariadb', f'--user={username}', username], stdin=file, env={'MYSQL_PWD': password}, seconds=1800)


def remove_database(username: str) -> None:
    _execute(f"DROP DATABASE IF EXISTS `{username}`; DROP USER IF EXISTS '{username}'@'localhost';")


def _execute(sql: str) -> None:
    run(['mariadb', '--batch'], stdin=sql)
