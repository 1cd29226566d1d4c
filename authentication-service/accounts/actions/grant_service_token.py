import secrets
from typing import TypedDict

from django.conf import settings

from accounts import tokens
from accounts.errors import INVALID_CLIENT
from chassis.auth.tokens import SERVICE_SECONDS


class Grant(TypedDict):
    access: str
    expires_in: int


def grant_service_token(client_id: str, client_secret: str) -> Grant:
    """A short-lived token for one of the platform's services, by its own secret.

    Rule: a service is who its secret says. Raises Unauthenticated (401) `invalid_client`.
    """
    secret = settings.SERVICE_CLIENT_SECRETS.get(client_id, "")
    matches = secrets.compare_digest(secret.encode(), client_secret.encode())
    if not (secret and matches):
        raise INVALID_CLIENT()
    return {"access": str(tokens.for_service(client_id)), "expires_in": SERVICE_SECONDS}
