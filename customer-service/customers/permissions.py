"""Which customers an account may see."""

from django.db.models import QuerySet

from chassis.auth import Actor
from customers.models import Customer


def customers_visible_to(actor: Actor) -> QuerySet[Customer]:
    """Rule: staff see all customers; a customer sees themselves."""
    return Customer.objects.all() if actor.is_staff else Customer.objects.filter(pk=actor.id)
