"""What passkeys are refused with."""

from chassis.errors import Conflict, InvalidField, Refusal, Unauthenticated

PASSKEYS_OFF = Refusal(
    Conflict,
    "passkeys_off",
    "This platform takes no passkeys: it does not know its own address.",
    remedy="Leave it; the operator can set PUBLIC_URL.",
)
PASSKEY_REFUSED = Refusal(
    Unauthenticated,
    "passkey_refused",
    "This passkey does not sign in here, or it took too long.",
    remedy="Begin anew, or sign in another way; why it was refused is not told.",
)
CEREMONY_OVER = Refusal(
    InvalidField,
    "ceremony_over",
    "This was answered already, or it took too long; begin anew.",
    remedy="Ask `begin/` once more, and the browser with it.",
)
PASSKEY_INVALID = Refusal(
    InvalidField,
    "passkey_invalid",
    "This is no answer of a passkey to what was asked.",
    remedy="Send what the browser gave as it is, from a page of PASSKEY_ORIGINS; then begin anew.",
)
PASSKEY_TAKEN = Refusal(
    Conflict,
    "passkey_taken",
    "This passkey is registered already.",
    remedy="Sign in with it, or make another.",
)
NO_PASSKEY = Refusal(
    Conflict,
    "no_passkey",
    "This account has no passkey.",
    remedy="Show another second factor, or the password.",
)
TOO_MANY_PASSKEYS = Refusal(
    Conflict,
    "too_many_passkeys",
    "An account has at most {limit} passkeys.",
    remedy="Remove one that is used no longer.",
    limit=int,
)
