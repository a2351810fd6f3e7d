"""Files that are whole or not there."""

import json
import os
from pathlib import Path


def write_whole(path: Path, text: str, mode: int = 0o600) -> None:
    """On disk before it returns; a killed process leaves the old file or the new one."""
    part = path.with_name(f'.{path.name}.{os.getpid()}')
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
    with os.fdopen(descriptor, 'w', encoding='utf-8') as file:
        os.fchmod(descriptor, mode)
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    os.replace(part, path)


def read_text(path: Path) -> str | None:
    try:
        return path.read_text('utf-8')
    except FileNotFoundError:
        return None


def write_json(path: Path, value: object) -> None:
    write_whole(path, json.dumps(value))


def read_json(path: Path) -> dict | None:
    text = read_text(path)
    return None if text is None else json.loads(text)
