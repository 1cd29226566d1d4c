"""The kinds of resources that are taken."""

from django.db import models


class ResourceKind(models.TextChoices):
    """What an appointment takes up: its vehicle, a bay, the equipment of its service and a technician;
    and what its customer is lent."""

    VEHICLE = "vehicle"
    BAY = "bay"
    EQUIPMENT = "equipment"
    TECHNICIAN = "technician"
    LENDABLE = "lendable"


# The order in which they are taken.
KINDS: list[str] = ResourceKind.values
