"""What a broadcast can be, and what may follow what."""

from django.db import models

from chassis.transitions import Transitions


class Status(models.TextChoices):
    PLANNING = "planning"
    PLANNED = "planned"
    CANCELLED = "cancelled"


# By itself, besides: what is being planned is planned once everybody has been looked at.
TRANSITIONS = Transitions(
    "broadcast",
    {
        Status.PLANNING: {"cancel": Status.CANCELLED},
        Status.PLANNED: {"cancel": Status.CANCELLED},
        Status.CANCELLED: {},
    },
)
