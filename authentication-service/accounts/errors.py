"""What signing in and changing an account may be refused with."""

from datetime import timedelta

from chassis.errors import Conflict, InvalidField, Refusal, TooMany, Unauthenticated

TOO_MANY_ATTEMPTS = Refusal(
    TooMany,
    "too_many_attempts",
    "Too many wrong attempts; wait before you try again.",
    remedy="Do not repeat it by yourself: show for how many seconds Retry-After says to wait.",
)
INVALID_CREDENTIALS = Refusal(
    Unauthenticated,
    "invalid_credentials",
    "The email address or the password is wrong.",
    remedy="Ask the person for them again; it is not said which is wrong, nor that an account is not active.",
)
# A sign-in of this time ago is good for dangerous changes.
RECENT = timedelta(minutes=10)


class TooLongAgo(Unauthenticated):
    """401: signed in, but too long ago for this (RFC 9470)."""

    challenge = f'error="insufficient_user_authentication", max_age="{RECENT.seconds}"'


NOT_RECENT = Refusal(
    TooLongAgo,
    "insufficient_user_authentication",
    "This needs a sign-in of the last ten minutes.",
    remedy="Send the password, or a second factor where there is one, to step-up/, and repeat the request.",
)
CHALLENGE_OVER = Refusal(
    Unauthenticated,
    "mfa_token_invalid",
    "This sign-in is over; begin it again.",
    remedy="Sign in again: a sign-in waits five minutes for its second factor, and takes five wrong ones.",
)
INVALID_CLIENT = Refusal(
    Unauthenticated,
    "invalid_client",
    "Unknown service, or wrong secret.",
    remedy="Compare the client's secret with the one that authentication-service was given.",
)

REFRESH_INVALID = Refusal(
    Unauthenticated, "token_invalid", "The refresh token is not valid.", remedy="Sign in again."
)
REFRESH_EXPIRED = Refusal(
    Unauthenticated, "token_expired", "The refresh token has expired; sign in again.", remedy="Sign in again."
)
REFRESH_IN_PROGRESS = Refusal(
    Conflict,
    "refresh_in_progress",
    "This refresh token was just exchanged several times; go on with the newest pair.",
    remedy="Go on with the newest pair of tokens, and refresh once for all callers.",
)

EMAIL_TAKEN = Refusal(
    Conflict,
    "email_taken",
    "An account with this email address exists already; sign in, or use another address.",
    remedy="Offer to sign in instead, or take another address.",
    allowed=list[str],
)
EMAIL_OF_ANOTHER = Refusal(
    Conflict,
    "email_taken",
    "Somebody else has this email address already.",
    remedy="Look for them by this address among the customers; or leave the address out.",
    allowed=list[str],
)
NO_LOGIN = Refusal(
    Conflict,
    "no_login",
    "This account has no login, so its person stays a customer.",
    remedy="Give the role to an account that signs in.",
)
ADDRESS_UNVERIFIED = Refusal(
    Conflict,
    "address_unverified",
    "This account's email address is not verified, and may be somebody else's.",
    remedy="Have its person follow the link in the mail they got, or one sent by `email/verify/resend/`.",
)
LAST_ADMIN = Refusal(
    Conflict,
    "last_admin",
    "This is the only active admin; make another first.",
    remedy="Make another account an admin first.",
    allowed=list[str],
)
NO_PASSWORD = Refusal(
    Conflict,
    "no_password",
    "This account has no password.",
    remedy="Have the person sign in by their provider again, or set a password by password/forgot/.",
)
WRONG_PASSWORD = Refusal(
    InvalidField,
    "wrong_password",
    "This is not your current password.",
    remedy="Ask the person for it again; after five wrong ones they wait.",
)
NOT_OF_THIS_ROLE = Refusal(
    InvalidField, "not_of_this_role", "An account with the role {role} can be in: {groups}."
)
IN_NO_GROUP = Refusal(InvalidField, "empty", "An employee must be in at least one group.")
