"""Other programs: always a list of words, never a line for a shell, always with a time limit."""

import subprocess
from collections.abc import Mapping, Sequence
from typing import IO

ENVIRONMENT = {'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'LANG': 'C.UTF-8', 'HOME': '/root'}


class ProgramFailed(Exception):
    def __init__(self, program: str, code: int, output: str) -> None:
        super().__init__(f'{program} ended with {code}: {output.strip()[-2000:]}')
        self.output = output


def run(
    words: Sequence[str],
    *,
    stdin: str | IO[bytes] = '',
    stdout: IO[bytes] | None = None,
    user: str | None = None,
    env: Mapping[str, str] | None = None,
    seconds: float = 60,
) -> str:
    """What the program wrote.

    Raises ProgramFailed, also when it takes longer than `seconds`.
    """
    try:
        result = subprocess.run(
            words,
            input=stdin.encode() if isinstance(stdin, str) else None,
            stdin=None if isinstance(stdin, str) else stdin,
            stdout=stdout or subprocess.PIPE,
            stderr=subprocess.STDOUT if stdout is None else subprocess.PIPE,
            env={**ENVIRONMENT, **(env or {})},
            cwd='/',
            timeout=seconds,
            check=False,
            **({'user': user, 'group': user, 'extra_groups': []} if user else {}),
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramFailed(words[0], -1, f'took longer than {seconds} s') from error
    output = ((result.stdout or b'') + (result.stderr or b'')).decode('utf-8', 'replace')
    if result.returncode != 0:
        raise ProgramFailed(words[0], result.returncode, output)
    return output
