"""What can happen to an account, one file an action."""

from accounts.actions.challenges import Challenged, challenge_of, finish_challenge, signed_in_or_challenged
from accounts.actions.change_account import change_account, change_own_account
from accounts.actions.change_password import change_password
from accounts.actions.current_password import require_current_password
from accounts.actions.devices import known_device
from accounts.actions.grant_service_token import Grant, grant_service_token
from accounts.actions.recent_sign_in import authenticated_again, require_recent_sign_in
from accounts.actions.recover import recover
from accounts.actions.refresh import refresh
from accounts.actions.register import (
    register,
    register_admin,
    register_confirmed,
    register_without_login,
)
from accounts.actions.second_factors import factors_changed
from accounts.actions.sessions import Issued, SignedIn, open_session
from accounts.actions.sign_in import sign_in
from accounts.actions.sign_out import end_other_sessions, end_session, sign_out
from accounts.actions.sign_out_everywhere import sign_out_everywhere

__all__ = [
    "Challenged",
    "Grant",
    "Issued",
    "SignedIn",
    "authenticated_again",
    "challenge_of",
    "change_account",
    "change_own_account",
    "change_password",
    "end_other_sessions",
    "end_session",
    "factors_changed",
    "finish_challenge",
    "grant_service_token",
    "known_device",
    "open_session",
    "recover",
    "refresh",
    "register",
    "register_admin",
    "register_confirmed",
    "register_without_login",
    "require_current_password",
    "require_recent_sign_in",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "signed_in_or_challenged",
]
