"""Who is asking: tokens that authentication-service signs and every service verifies for itself.

PyJWT, not djangorestframework-simplejwt: importing simplejwt's tokens needs django.contrib.auth and its
tables in every service, and its key client, refresh and missing `kid` would have been replaced anyway.
"""

from chassis.auth.actor import SYSTEM, Actor
from chassis.auth.api_keys import ask_keys_of
from chassis.auth.authentication import TokenAuthentication
from chassis.auth.keys import verify_with
from chassis.auth.rights import Group, Permission
from chassis.auth.service import renew_service_token, service_token
from chassis.auth.sessions import renew_rights, revoke_session, withdraw_key

__all__ = [
    "SYSTEM",
    "Actor",
    "Group",
    "Permission",
    "TokenAuthentication",
    "ask_keys_of",
    "renew_rights",
    "renew_service_token",
    "revoke_session",
    "service_token",
    "verify_with",
    "withdraw_key",
]
