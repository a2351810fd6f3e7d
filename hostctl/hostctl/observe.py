"""The verbs that only look: `observe` and `list`."""

from collections.abc import Mapping

from . import accounts, names
from .errors import Refusal
from .views import view_of


def observe(request: Mapping[str, object]) -> dict:
    """Raises Refusal `not_found`."""
    username = names.parse(request, {'username': names.username})['username']
    account = accounts.find(username)
    if account is None:
        raise Refusal('not_found', f'There is no account {username}.')
    return view_of(account)


def list_accounts(request: Mapping[str, object]) -> dict:
    """Every account, tombstones included."""
    names.parse(request, {})
    found = (accounts.find(username) for username in accounts.list_usernames())
    return {'accounts': [view_of(account) for account in found if account is not None]}
