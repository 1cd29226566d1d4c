"""What is owed for the work, and what was paid.

Every change locks the project's row first, as every change of the project does.
"""

from billing.actions.checkouts import begin_checkout, end_outdated_checkouts
from billing.actions.issuing import issue_invoice
from billing.actions.numbering import add_series, change_series
from billing.actions.online import take_event
from billing.actions.payments import count_deposit, keep_deposit, take_payment, write_off
from billing.actions.refunds import refund
from billing.actions.voiding import void_invoice

__all__ = [
    "add_series",
    "begin_checkout",
    "change_series",
    "count_deposit",
    "end_outdated_checkouts",
    "issue_invoice",
    "keep_deposit",
    "refund",
    "take_event",
    "take_payment",
    "void_invoice",
    "write_off",
]
