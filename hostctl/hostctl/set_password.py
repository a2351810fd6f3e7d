"""The verb `set-password`: the customer's password for SFTP."""

from collections.abc import Mapping

from . import accounts, names, unix_user
from .locks import account_locked, locked
from .views import view_of


def set_password(request: Mapping[str, object]) -> dict:
    """Raises Refusal `not_found`, `owner_conflict`, `terminated`."""
    asked = names.parse(request, {'username': names.username, 'owner': names.tag, 'password': names.password})
    with account_locked(asked['username']):
        account = accounts.require(asked['username'], asked['owner'])
        account.refuse_terminated()
        with locked('state'):
            unix_user.set_password(account.username, asked['password'])
        return view_of(account)
