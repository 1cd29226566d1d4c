"""Which devices an account may see."""

from django.db.models import QuerySet

from chassis.auth import Actor
from devices.models import Device


def devices_of(actor: Actor) -> "QuerySet[Device]":
    """Rule: a device is its account's alone."""
    return Device.objects.filter(account_id=actor.id)
