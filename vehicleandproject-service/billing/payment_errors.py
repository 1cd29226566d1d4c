"""What payments, refunds and write-offs are refused with."""

from chassis.errors import Conflict, InvalidField, Refusal

OVER_BALANCE = Refusal(
    Conflict,
    "over_balance",
    "Still to be paid are {payable} {currency}.",
    remedy="Take at most `payable`: before there is an invoice, what is agreed to less what is paid.",
    payable=str,
    currency=str,
)
OVER_REFUND = Refusal(
    Conflict,
    "over_refund",
    "Of this payment at most {refundable} {currency} can be given back.",
    remedy="Give back at most `refundable`. Of a closed project that is no more than was paid too much.",
    refundable=str,
    currency=str,
)
NOTHING_OWED = Refusal(
    Conflict,
    "nothing_owed",
    "Nothing is to be paid on an invoice that is {invoice_status}.",
    remedy="Read the invoice again: only one that is open can be paid or written off.",
    invoice_status=str,
)
# Of fields
OTHER_CURRENCY = Refusal(InvalidField, "invalid", "This is to be paid in {currency}.")
NOT_POSITIVE = Refusal(InvalidField, "min_value", "It must be more than nothing.")
