"""What customers ask of authentication-service."""

from typing import Any
from uuid import UUID

import msgspec

from chassis.http import ServiceClient

accounts = ServiceClient("AUTH_SERVICE_URL")


class Account(msgspec.Struct):
    """What is read of an account."""

    id: UUID
    has_login: bool
    email: str
    first_name: str
    last_name: str
    phone: str
    is_active: bool


def open_account(data: dict[str, Any], key: UUID) -> dict[str, Any]:
    """The account without a login that is opened for a key; asked again, it is the same one.

    Raises UpstreamRefusal as authentication-service refused, UpstreamUnavailable (503) when nobody can say.
    """
    account: Account = accounts.post("/internal/accounts/", None, data, str(key), reads=Account)
    return msgspec.structs.asdict(account)
