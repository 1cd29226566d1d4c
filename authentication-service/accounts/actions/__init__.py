"""What can happen to an account, one file an action."""

from accounts.actions.change_account import change_account, change_own_account
from accounts.actions.change_password import change_password
from accounts.actions.grant_service_token import Grant, grant_service_token
from accounts.actions.refresh import refresh
from accounts.actions.register import register, register_admin, register_without_login
from accounts.actions.sessions import Issued, SignedIn
from accounts.actions.sign_in import sign_in
from accounts.actions.sign_out import end_session, sign_out

__all__ = [
    "Grant",
    "Issued",
    "SignedIn",
    "change_account",
    "change_own_account",
    "change_password",
    "end_session",
    "grant_service_token",
    "refresh",
    "register",
    "register_admin",
    "register_without_login",
    "sign_in",
    "sign_out",
]
