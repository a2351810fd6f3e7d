"""What a caller may know of an account: all but the nonce, which the site itself must prove."""

from . import changes, secret_store
from .accounts import Account


def view_of(account: Account) -> dict:
    return {
        'username': account.username,
        'owner': account.owner,
        'generation': account.generation,
        'domain': account.domain,
        'systemDomain': account.systemDomain,
        'phpVersion': account.phpVersion,
        'limits': {'storageMb': account.storageMb},
        'state': account.state,
        # False while what it should be and what the services run on may differ.
        'inForce': account.removed if account.terminatedAt else not changes.is_dirty(account.username),
        'certificate': account.certificate,
    }


def secrets_of(account: Account) -> dict:
    """What the customer needs to know to use what was made; only the answer to `ensure` carries it."""
    secrets: dict = {}
    if account.database:
        password = secret_store.ensure(account.username, 'database')
        secrets['database'] = {'name': account.username, 'user': account.username, 'password': password}
    if account.wordpress:
        password = secret_store.ensure(account.username, 'wordpress')
        secrets['wordpress'] = {'adminUser': account.wordpress['adminUser'], 'password': password}
    return secrets
