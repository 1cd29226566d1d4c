"""What signing in by a provider is refused with."""

from chassis.errors import Conflict, InvalidField, Refusal, Unauthenticated

CODE_INVALID = Refusal(
    InvalidField,
    "code_invalid",
    "This code does not count, or no longer; begin the sign-in anew.",
    remedy="Begin anew with oidc/{provider}/start/.",
)
VERIFIER_INVALID = Refusal(
    InvalidField,
    "verifier_invalid",
    "The challenge that this sign-in began with was made of another one.",
    remedy="Finish a sign-in in the page that began it, or begin anew.",
)
EMAIL_NOT_VERIFIED = Refusal(
    Conflict,
    "email_not_verified",
    "{title} has verified no email address of yours; register with a password instead.",
    remedy="Offer to register with a password; the identity can be linked once the provider verified it.",
    allowed=list[str],
)
LINK_REQUIRED = Refusal(
    Conflict,
    "link_required",
    "There is an account with your address already; sign in to it, then link it to {title}.",
    remedy="Have the person sign in, then send the same code to oidc/link/.",
    allowed=list[str],
)
OTHER_ADDRESS = Refusal(
    Conflict,
    "other_address",
    "{title} knows you by another email address than this account has.",
    remedy="Change the account's address first, or sign in at the provider as somebody else.",
    allowed=list[str],
)
IDENTITY_TAKEN = Refusal(
    Conflict,
    "identity_taken",
    "This identity belongs to an account already.",
    remedy="Sign in by it, or unlink it there first.",
    allowed=list[str],
)
SIGN_IN_REFUSED = Refusal(
    Unauthenticated,
    "sign_in_refused",
    "Nobody signs in by this identity; ask the workshop.",
    remedy="Only an admin can activate the account again.",
)
ONLY_WAY_IN = Refusal(
    Conflict,
    "only_way_in",
    "Nothing else lets you in; set a password first.",
    remedy="Set a password by password/forgot/ first.",
    allowed=list[str],
)
