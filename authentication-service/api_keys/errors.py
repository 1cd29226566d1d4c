"""What making an API key may be refused with."""

from chassis.errors import Conflict, InvalidField, Refusal

MOST_KEYS = 50

TOO_MANY_KEYS = Refusal(
    Conflict,
    "too_many_api_keys",
    f"An account has at most {MOST_KEYS} API keys; end one first.",
    remedy="End a key that is not needed any more.",
)
EXPIRED_ALREADY = Refusal(InvalidField, "in_past", "This must be in the future.")
