"""What codes are refused with."""

from chassis.errors import InvalidField, Refusal, TooMany

CODE_INVALID = Refusal(
    InvalidField,
    "code_invalid",
    "This code does not count, or no longer; ask for another.",
    remedy="Offer to have another sent; the one of before counts no longer.",
)
TOO_MANY_CODES = Refusal(
    TooMany,
    "too_many_codes",
    "Enough codes were sent; look for the newest, or wait before you ask for another.",
    remedy="Do not repeat it by yourself: show for how many seconds Retry-After says to wait.",
)
