"""The verb `ensure-certificate`: certificates by ACME (RFC 8555), with Debian's certbot, which also renews them."""

import shutil
from collections.abc import Mapping
from dataclasses import replace

from . import accounts, changes, names
from .ensure_account import files_of
from .errors import Refusal
from .files import read_json
from .locks import account_locked, locked
from .paths import ACME, SETTINGS
from .run import ProgramFailed, run
from .views import view_of


def ensure_certificate(request: Mapping[str, object]) -> dict:
    """A certificate for some names of an account, and the site on HTTPS with it. The names must lead here already.

    Raises Refusal `not_found`, `owner_conflict`, `terminated`, `suspended`, `invalid_request`, `certificate_failed`.
    """
    required = {'username': names.username, 'owner': names.tag, 'names': names.listed(names.domain, 3)}
    asked = names.parse(request, required)
    with account_locked(asked['username']):
        account = accounts.require(asked['username'], asked['owner'])
        account.refuse_terminated()
        wanted = sorted(set(asked['names']))
        foreign = [name for name in wanted if name not in account.hostnames]
        if foreign:
            raise Refusal('invalid_request', f'names: {", ".join(foreign)} is not a name of {account.username}')
        _obtain(account.username, wanted)
        with locked('state'):
            account = replace(account, certificate=wanted)
            changes.mark_unfinished(account.username)
            accounts.write(account)
            changes.stage(account.username, files_of(account))
        changes.settle(account.username)
        return view_of(account)


def remove_certificate(username: str) -> None:
    with locked('certificates'):
        try:
            run(['certbot', 'delete', '--non-interactive', '--cert-name', username])
        except ProgramFailed as error:
            if 'No certificate found' not in error.output:
                raise


def _obtain(username: str, hostnames: list[str]) -> None:
    if shutil.which('certbot', path='/usr/bin') is None:
        raise Refusal('certificate_failed', 'certbot is not installed on this server.')
    settings = read_json(SETTINGS) or {}
    words = ['certbot', 'certonly', '--non-interactive', '--agree-tos']
    words += ['--keep-until-expiring', '--renew-with-new-domains']
    words += ['--webroot', '--webroot-path', str(ACME), '--cert-name', username]
    words += ['--email', settings['acmeEmail']] if 'acmeEmail' in settings else ['--register-unsafely-without-email']
    if 'acmeDirectory' in settings:
        words += ['--server', settings['acmeDirectory']]
    for name in hostnames:
        words += ['--domain', name]
    # certbot refuses to run twice at once.
    with locked('certificates'):
        try:
            run(words, seconds=180)
        except ProgramFailed as error:
            lines = [line for line in error.output.splitlines() if line.strip()]
            raise Refusal('certificate_failed', ' '.join(lines[-6:])[:800]) from error
