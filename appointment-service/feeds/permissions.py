"""Whose calendars an account may have, and which appointments each shows."""

from django.db.models import QuerySet

from appointments.models import Appointment, AppointmentQuerySet
from appointments.models.appointment import done_by, done_in
from chassis.auth import Actor, Permission
from feeds.models import Feed, FeedKind


def feeds_of(actor: Actor) -> QuerySet[Feed]:
    """Rule: a calendar's address is its owner's alone."""
    return Feed.objects.filter(owner_id=actor.id)


def may_follow_others(actor: Actor) -> bool:
    """Rule: the calendar of a bay or of a location is for staff who give out work or manage the calendar."""
    permitted = actor.may(Permission.ASSIGN_WORK) or actor.may(Permission.MANAGE_CALENDAR)
    return actor.is_staff and permitted


def appointments_shown_by(feed: Feed) -> AppointmentQuerySet:
    """Rule: a customer's calendar shows their bookings, that of the staff the work assigned to them."""
    if feed.kind == FeedKind.BAY:
        return Appointment.objects.filter(done_in(feed.bay_id))
    if feed.kind == FeedKind.LOCATION:
        return Appointment.objects.filter(location_id=feed.location_id)
    if feed.of_staff:
        return Appointment.objects.filter(done_by([feed.owner_id]))
    return Appointment.objects.filter(customer_id=feed.owner_id)
