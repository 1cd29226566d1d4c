from django.db import models
from django.db.models.functions import Upper

from chassis.models import ALPHABET, BaseModel
from vehicles import plates


class VehicleQuerySet(models.QuerySet["Vehicle"]):
    def present(self) -> "VehicleQuerySet":
        """Without those that were removed: their rows stay, because the work done on them does."""
        return self.filter(removed_at__isnull=True)


class Vehicle(BaseModel):
    """A customer's car, which may have no plate. `owner_id` is the customer's account id.

    `plate` is shown, `plate_key` is compared; `plate_country` is empty while nobody said it.
    """

    owner_id = models.UUIDField()
    make = models.CharField(max_length=50, db_collation=ALPHABET)
    model = models.CharField(max_length=50, db_collation=ALPHABET)
    year = models.PositiveSmallIntegerField()
    vin = models.CharField(max_length=17, blank=True)
    plate = models.CharField(max_length=15, blank=True)
    plate_key = models.GeneratedField(
        expression=plates.key_column(), output_field=models.CharField(max_length=30), db_persist=True
    )
    plate_country = models.CharField(max_length=2, blank=True)
    color = models.CharField(max_length=30, blank=True)
    odometer_km = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    objects = VehicleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "plate_key",
                "plate_country",
                condition=models.Q(removed_at__isnull=True) & ~models.Q(plate_key=""),
                name="unique_vehicle_plate",
            ),
            models.UniqueConstraint(
                "vin",
                condition=models.Q(removed_at__isnull=True) & ~models.Q(vin=""),
                name="unique_vehicle_vin",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner_id", "-id"],
                condition=models.Q(removed_at__isnull=True),
                name="vehicles_of_an_owner",
            ),
            models.Index(
                fields=["make", "id"],
                condition=models.Q(removed_at__isnull=True),
                name="vehicles_by_make",
            ),
            models.Index(
                fields=["plate", "id"],
                condition=models.Q(removed_at__isnull=True),
                name="vehicles_by_plate",
            ),
            models.Index(
                Upper("make"),
                models.F("id").desc(),
                condition=models.Q(removed_at__isnull=True),
                name="vehicles_of_a_make",
            ),
            models.Index(
                fields=["plate_country", "-id"],
                condition=models.Q(removed_at__isnull=True),
                name="vehicles_of_a_country",
            ),
        ]
