"""Whose entries of the waiting list an account may see and answer for."""

from chassis.auth import Actor
from waitlist.models import Entry, EntryQuerySet


def entries_visible_to(actor: Actor) -> EntryQuerySet:
    """Rule: a customer sees and answers for their own entries; the workshop's staff for all."""
    entries = Entry.objects.all()
    return entries if actor.is_staff else entries.filter(customer_id=actor.id)
