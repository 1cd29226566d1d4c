"""What is owed for the work, and what was paid.

Every change locks the project's row first, as every change of the project does.
"""

from billing.actions.issuing import issue_invoice
from billing.actions.numbering import add_series, change_series
from billing.actions.payments import count_deposit, keep_deposit, take_payment
from billing.actions.refunds import refund
from billing.actions.voiding import void_invoice

__all__ = [
    "add_series",
    "change_series",
    "count_deposit",
    "issue_invoice",
    "keep_deposit",
    "refund",
    "take_payment",
    "void_invoice",
]
