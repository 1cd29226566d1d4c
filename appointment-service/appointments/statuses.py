"""What an appointment can be, and what may follow what."""

from django.db import models

from chassis.transitions import Transitions


class Status(models.TextChoices):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    EXPIRED = "expired"


class Visibility(models.TextChoices):
    """For whom a reason is."""

    CUSTOMER = "customer"
    INTERNAL = "internal"


OVER: dict[str, dict[str, str]] = {
    Status.COMPLETED: {},
    Status.CANCELLED: {},
    Status.NO_SHOW: {},
    Status.EXPIRED: {},
}

# Once the vehicle is here its project leads: start, complete and cancel are handed to it, and what they lead
# to follows from its news.
TRANSITIONS = Transitions(
    "appointment",
    {
        Status.PENDING: {
            "confirm": Status.CONFIRMED,
            "reschedule": Status.PENDING,
            "assign": Status.PENDING,
            "cancel": Status.CANCELLED,
            "no-show": Status.NO_SHOW,
        },
        Status.CONFIRMED: {
            "check-in": Status.CHECKED_IN,
            "reschedule": Status.CONFIRMED,
            "assign": Status.CONFIRMED,
            "cancel": Status.CANCELLED,
            "no-show": Status.NO_SHOW,
        },
        Status.CHECKED_IN: {
            "start": Status.IN_PROGRESS,
            "assign": Status.CHECKED_IN,
            "extend": Status.CHECKED_IN,
            "cancel": Status.CANCELLED,
        },
        Status.IN_PROGRESS: {
            "complete": Status.COMPLETED,
            "assign": Status.IN_PROGRESS,
            "extend": Status.IN_PROGRESS,
            "cancel": Status.CANCELLED,
        },
        **OVER,
    },
)
# What a customer may do with an appointment of their own. Rule: what the workshop confirmed and its customer
# moves is to be confirmed anew; once the vehicle is in the workshop, only the workshop cancels.
CUSTOMERS_TRANSITIONS = Transitions(
    "appointment",
    {
        Status.PENDING: {"reschedule": Status.PENDING, "cancel": Status.CANCELLED},
        Status.CONFIRMED: {"reschedule": Status.PENDING, "cancel": Status.CANCELLED},
        Status.CHECKED_IN: {},
        Status.IN_PROGRESS: {},
        **OVER,
    },
)
HOLDING_CAPACITY = (Status.PENDING, Status.CONFIRMED, Status.CHECKED_IN, Status.IN_PROGRESS)
# The vehicle is still to come.
AWAITED = (Status.PENDING, Status.CONFIRMED)
# The vehicle is in the workshop.
HERE = (Status.CHECKED_IN, Status.IN_PROGRESS)
# It never took place.
CALLED_OFF = (Status.CANCELLED, Status.NO_SHOW, Status.EXPIRED)
# What an appointment is when its project has become so. Rule: nothing leads back.
FOLLOWS = {
    "in_progress": Status.IN_PROGRESS,
    "on_hold": Status.IN_PROGRESS,
    "quality_check": Status.IN_PROGRESS,
    "ready": Status.COMPLETED,
    "delivered": Status.COMPLETED,
    "closed": Status.COMPLETED,
    "rejected": Status.CANCELLED,
    "cancelled": Status.CANCELLED,
}
# The customer has their vehicle again when its project has become so.
HANDED_OVER = {"delivered", "closed"}
