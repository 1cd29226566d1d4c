"""Which customers an account may see."""

from uuid import UUID

from django.db.models import QuerySet

from chassis.auth import Actor
from chassis.errors import NotFound
from customers.models import Consent, Customer


def customers_visible_to(actor: Actor) -> QuerySet[Customer]:
    """Rule: staff see all customers; a customer sees themselves."""
    return Customer.objects.all() if actor.is_staff else Customer.objects.filter(pk=actor.id)


def consents_of(actor: Actor, customer_id: UUID) -> QuerySet[Consent]:
    """Rule: whoever sees a customer sees what they agreed to and took back, and when.

    Raises NotFound (404).
    """
    if not customers_visible_to(actor).filter(pk=customer_id).exists():
        raise NotFound
    return Consent.objects.filter(customer_id=customer_id)
