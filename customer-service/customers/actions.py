"""What can happen to a customer."""

import uuid
from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.locking import locked
from customers import events
from customers.errors import CONSENT_IS_THEIRS
from customers.models import Customer
from customers.permissions import customers_visible_to


def own_customer(actor: Actor) -> Customer:
    """Give the caller's own row.

    Rule: a customer exists from the first time their account looks, even before the news of the account came.
    """
    customer, _ = Customer.objects.get_or_create(pk=actor.id)
    return customer


def change_own_customer(
    actor: Actor, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Customer:
    """Change what the caller told of themselves. Raises PreconditionFailed (412)."""
    own_customer(actor)
    return change_customer(actor, actor.id, data, check_precondition=check_precondition)


def change_customer(
    actor: Actor,
    customer_id: uuid.UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Customer:
    """Change what is known of a customer.

    Rule: a customer changes their own row and staff any; name, mail and telephone follow the account.
    Rule: a consent is given by the customer alone; staff may only withdraw it.
    Raises NotFound (404), Forbidden (403) and PreconditionFailed (412).
    """
    with transaction.atomic():
        customer = locked(customers_visible_to(actor), customer_id)
        check_precondition(customer)
        if actor.id != customer.id and _gives_consent(customer, data):
            raise CONSENT_IS_THEIRS()
        changes = customer.update(data)
        if changes:
            events.customer_changed(customer, changes)
    return customer


def follow_account(account: dict[str, Any]) -> None:
    """Take over what authentication-service knows of an account.

    Rule: an account with the role customer is a customer; one that had it and lost it stays on record.
    """
    customer_id = uuid.UUID(account["account_id"])
    with transaction.atomic():
        if account["role"] != "customer" and not Customer.objects.filter(pk=customer_id).exists():
            return
        Customer.objects.update_or_create(
            pk=customer_id,
            defaults={
                name: account[name] for name in ("email", "first_name", "last_name", "phone", "is_active")
            },
        )


def _gives_consent(customer: Customer, data: dict[str, Any]) -> bool:
    return any(data.get(consent) and not getattr(customer, consent) for consent in Customer.CONSENTS)
