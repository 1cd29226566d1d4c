"""What can happen to a customer, and to what they agreed to."""

from customers.actions.consents import note_consent, withdraw_by_message
from customers.actions.customers import (
    add_customer,
    change_customer,
    change_own_customer,
    follow_account,
    own_customer,
)

__all__ = [
    "add_customer",
    "change_customer",
    "change_own_customer",
    "follow_account",
    "note_consent",
    "own_customer",
    "withdraw_by_message",
]
