"""The little of FastCGI 1.0 (section 3) that it takes to ask a pool for its ping page."""

import socket
import struct
from pathlib import Path

_BEGIN, _END, _PARAMS, _STDIN, _STDOUT = 1, 3, 4, 5, 6
_RESPONDER = 1


def ask(path: Path, script: str, seconds: float) -> bytes:
    """What the program behind the socket answers to a GET, headers included.

    Raises OSError when it does not answer in time.
    """
    parameters = {'SCRIPT_FILENAME': script, 'SCRIPT_NAME': script, 'REQUEST_METHOD': 'GET'}
    encoded = b''.join(
        bytes([len(name), len(value)]) + name.encode() + value.encode() for name, value in parameters.items()
    )
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(seconds)
        connection.connect(str(path))
        begin = _record(_BEGIN, struct.pack('>HB5x', _RESPONDER, 0))
        connection.sendall(begin + _record(_PARAMS, encoded) + _record(_PARAMS, b'') + _record(_STDIN, b''))
        return _read_output(connection)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack('>BBHHBx', 1, kind, 1, len(content), 0) + content


def _read_output(connection: socket.socket) -> bytes:
    output = b''
    while len(output) < 65_536:
        _, kind, _, length, padding = struct.unpack('>BBHHBx', _read(connection, 8))
        content = _read(connection, length + padding)[:length]
        if kind == _STDOUT:
            output += content
        if kind == _END:
            break
    return output


def _read(connection: socket.socket, length: int) -> bytes:
    data = b''
    while len(data) < length:
        more = connection.recv(length - len(data))
        if not more:
            raise ConnectionError('closed in the middle of an answer')
        data += more
    return data
