"""What second factors and step-ups are refused with."""

from chassis.errors import Conflict, Forbidden, InvalidField, Refusal

CODE_INVALID = Refusal(
    InvalidField,
    "code_invalid",
    "This code is not right, or was used already.",
    remedy="Ask for the next code of the app, or another recovery code: each counts once.",
)
PASSWORD_OR_CODE = Refusal(InvalidField, "required", "Give either the password or a code.")
AUTHENTICATOR_UNREADABLE = Refusal(
    Conflict,
    "authenticator_unreadable",
    "Codes of this app cannot be checked any more; use a recovery code or a passkey, then add the app anew.",
    remedy="Ask for a recovery code or a passkey. The operator has changed SIGNING_SECRET.",
)
NOTHING_TO_CONFIRM = Refusal(
    Conflict,
    "nothing_to_confirm",
    "No authenticator app waits to be confirmed; begin anew.",
    remedy="Read `mfa/`: it may be confirmed already. Else ask for a new secret.",
)
NO_SECOND_FACTOR = Refusal(
    Conflict,
    "no_second_factor",
    "This account has no second factor.",
    remedy="Add an authenticator app or a passkey first.",
)
SECOND_FACTOR_REQUIRED = Refusal(
    Conflict,
    "second_factor_required",
    "An admin needs a second factor; add another before you remove the last one.",
    remedy="Add another one first.",
)
SHOW_SECOND_FACTOR = Refusal(
    Conflict,
    "show_second_factor",
    "This account has a second factor; show that instead of the password.",
    remedy="Ask for a code, or for a passkey, as `methods` says.",
    methods=list[str],
)
OWN_SECOND_FACTORS = Refusal(
    Forbidden,
    "own_second_factors",
    "Nobody asks for a reset of their own second factors; ask another admin.",
)
ANOTHER_ADMIN_NEEDED = Refusal(
    Forbidden,
    "another_admin_needed",
    "Another admin approves this: neither who asked for it, nor whose second factors they are.",
    remedy="Leave it to another admin; asking again does not help.",
)
RESET_WAITS = Refusal(
    Conflict,
    "reset_waits",
    "A reset waits for another admin already.",
    remedy="Let another admin approve that one.",
    factor_reset_id=str,
)
RESET_OVER = Refusal(
    Conflict,
    "reset_over",
    "This reset is over: it was approved, it expired, or who asked for it is no admin any more.",
    remedy="Ask for a new one where it is still needed.",
)
