"""One request a call: JSON on standard input, JSON on standard output."""

import json
import sys
import syslog
import traceback
from collections.abc import Callable, Mapping
from importlib import import_module

from .errors import Refusal

_LIMIT_BYTES = 64 * 1024

# By module, so that a call loads only what it needs.
_VERBS = {
    'ensure': ('ensure_account', 'ensure_account'),
    'observe': ('observe', 'observe'),
    'list': ('observe', 'list_accounts'),
    'backup': ('back_up', 'back_up'),
    'restore': ('back_up', 'restore'),
    'terminate': ('terminate', 'terminate'),
    'set-password': ('set_password', 'set_password'),
    'ensure-certificate': ('certificates', 'ensure_certificate'),
    'ensure-mailbox': ('mailboxes', 'ensure_mailbox'),
    'suspend-mailbox': ('mailboxes', 'suspend_mailbox'),
    'remove-mailbox': ('mailboxes', 'remove_mailbox'),
}


def main() -> None:
    """Answers `{"ok": …}` or `{"error": {"code", "message"}}`; the exit code is 0 for both."""
    json.dump(_answer(sys.stdin.buffer.read(_LIMIT_BYTES + 1)), sys.stdout)


def _answer(text: bytes) -> dict:
    try:
        verb, request = _read(text)
        return {'ok': verb(request)}
    except Refusal as refusal:
        return {'error': {'code': refusal.code, 'message': refusal.message}}
    except Exception:
        for line in traceback.format_exc().splitlines():
            syslog.syslog(syslog.LOG_ERR, line)
        return {'error': {'code': 'internal', 'message': 'hostctl failed; the reason is in the system log.'}}


def _read(text: bytes) -> tuple[Callable[[Mapping[str, object]], dict], dict]:
    if len(text) > _LIMIT_BYTES:
        raise Refusal('too_large', f'A request may have {_LIMIT_BYTES} bytes.')
    try:
        request = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal('malformed_json', 'The request is not JSON.') from error
    if not isinstance(request, dict) or not isinstance(request.get('verb'), str):
        raise Refusal('invalid_request', 'verb: is missing')
    if request['verb'] not in _VERBS:
        raise Refusal('unknown_verb', 'There is no such verb.')
    module, function = _VERBS[request.pop('verb')]
    return getattr(import_module(f'.{module}', __package__), function), request
