"""What is owed for the work, and what was paid.

Every change locks the project's row first, as every change of the project does.
"""

from billing.actions.payments import count_deposit, keep_deposit, take_payment
from billing.actions.refunds import refund

__all__ = ["count_deposit", "keep_deposit", "refund", "take_payment"]
