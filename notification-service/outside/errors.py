"""How an address is refused that somebody gave us."""

from chassis.errors import Refusal, Unprocessable

ADDRESS_REFUSED = Refusal(
    Unprocessable,
    "address_refused",
    "Nothing is sent there: {reason}",
    remedy="Give an https address on the public internet.",
)
