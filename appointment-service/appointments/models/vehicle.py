"""Whose vehicles are."""

from django.db import models


class Vehicle(models.Model):
    """What vehicleandproject-service last told of a vehicle, or said of it when it was asked.

    The row of one that was removed stays, so that an answer of before cannot bring it back.
    """

    id = models.UUIDField(primary_key=True)
    owner_id = models.UUIDField()
    is_removed = models.BooleanField(default=False, db_default=False)
