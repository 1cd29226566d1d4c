"""What stopping an address is refused with."""

from chassis.errors import InvalidField, Refusal

NO_SUCH_ADDRESS = Refusal(InvalidField, "invalid", "Give an address of that channel.")
