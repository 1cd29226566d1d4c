"""What changing addresses and inviting people is refused with."""

from chassis.errors import Conflict, InvalidField, Refusal, Unprocessable

SAME_EMAIL = Refusal(
    Unprocessable,
    "same_email",
    "This is the email address that the account has.",
    remedy="Send another address, or leave it.",
)
NO_PHONE = Refusal(
    Conflict,
    "no_phone",
    "This account has no phone number.",
    remedy="Set one by `PATCH auth/me/` first.",
)
TEXT_MESSAGES_OFF = Refusal(
    Conflict,
    "text_messages_off",
    "This workshop sends no text messages, so no phone can be verified.",
    remedy="Leave the number unverified; only the operator can change it, by SMS_URL.",
)
PHONE_VERIFIED = Refusal(
    Conflict,
    "phone_verified",
    "This phone number is verified already.",
    remedy="Leave it; another number is verified anew.",
)
SIGNS_IN_ALREADY = Refusal(
    Conflict,
    "signs_in_already",
    "This account has a login that is in use; nobody needs to be invited to it.",
    remedy="Tell its person to sign in, or to say that they forgot their password.",
)
NOT_ACTIVE = Refusal(
    Conflict,
    "not_active",
    "This account is not active, and nobody can be invited to it.",
    remedy="Activate it first.",
)
EMAIL_NEEDED = Refusal(InvalidField, "required", "This account has no email address; give one.")
