"""What costs are refused with."""

from chassis.errors import Conflict, InvalidField, Refusal

LABOUR_COST_TAKEN = Refusal(
    Conflict,
    "labour_cost_taken",
    "There is a cost of an hour from this date on already.",
    remedy="Change that one.",
)

# Of fields
OTHER_CURRENCY = Refusal(InvalidField, "invalid", "This is kept in {currency}.")
