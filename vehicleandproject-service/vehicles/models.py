from django.db import models
from django.db.models.functions import Upper

from chassis.models import ALPHABET, BaseModel
from vehicles import plates


class Unit(models.TextChoices):
    """What an instrument counts in."""

    KM = "km"
    MI = "mi"


class VehicleQuerySet(models.QuerySet["Vehicle"]):
    def present(self) -> "VehicleQuerySet":
        """Without those that were removed: their rows stay, because the work done on them does."""
        return self.filter(removed_at__isnull=True)

    def removed(self) -> "VehicleQuerySet":
        return self.filter(removed_at__isnull=False)


class Vehicle(BaseModel):
    """A customer's car, which may have no plate. `owner_id` is the customer's account id.

    `plate` is shown, `plate_key` is compared; `plate_country` is empty while nobody said it. `odometer_km` is
    what its instrument read last, in kilometres; `distance_km` how far it has come, with all its instruments.
    """

    owner_id = models.UUIDField()
    make = models.CharField(max_length=50, db_collation=ALPHABET)
    model = models.CharField(max_length=50, db_collation=ALPHABET)
    year = models.PositiveSmallIntegerField()
    vin = models.CharField(max_length=17, blank=True)
    vin_check_reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    plate = models.CharField(max_length=15, blank=True)
    plate_key = models.GeneratedField(
        expression=plates.key_column(), output_field=models.CharField(max_length=30), db_persist=True
    )
    plate_country = models.CharField(max_length=2, blank=True)
    color = models.CharField(max_length=30, blank=True)
    odometer_km = models.PositiveIntegerField(default=0)
    distance_km = models.PositiveIntegerField(default=0, db_default=0)
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
            models.Index(
                fields=["vin", "-removed_at"],
                condition=models.Q(removed_at__isnull=False),
                name="removed_vehicles_by_vin",
            ),
        ]


class OdometerReading(BaseModel):
    """What the instrument read at an instant: `value` in its `unit`, the same in `km`.

    `distance_km` is how far the vehicle had come, with the instruments before this one. An `exchanged`
    instrument starts a new count. `voided_at` of one that a later reading showed to be a mistake.
    """

    vehicle = models.ForeignKey(Vehicle, models.CASCADE, related_name="readings", db_index=False)
    value = models.PositiveIntegerField()
    unit = models.CharField(max_length=2, choices=Unit.choices)
    km = models.PositiveIntegerField()
    distance_km = models.PositiveIntegerField()
    read_at = models.DateTimeField()
    exchanged = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    recorded_by = models.UUIDField(null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(unit__in=Unit.values), name="odometer_unit_is_known")
        ]
        indexes = [
            models.Index(fields=["vehicle", "-id"], name="readings_of_a_vehicle"),
            models.Index(
                fields=["vehicle", "read_at", "id"],
                condition=models.Q(voided_at__isnull=True),
                name="readings_that_count",
            ),
        ]


class OwnershipQuerySet(models.QuerySet["Ownership"]):
    def open(self) -> "OwnershipQuerySet":
        """Of each vehicle that is present the one that goes on."""
        return self.filter(until__isnull=True)


class Ownership(BaseModel):
    """Whose a vehicle was, from when to when. `owner_id` is the customer's account id.

    The owner sees the work on it from `sees_from` on, all of it where that is null, and always their own.
    """

    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="ownerships", db_index=False)
    owner_id = models.UUIDField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    sees_from = models.DateTimeField(null=True)

    objects = OwnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vehicle"], condition=models.Q(until__isnull=True), name="unique_open_ownership"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="ownership_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["vehicle", "-id"], name="ownerships_of_a_vehicle")]


class TransferCode(BaseModel):
    """What ends an ownership when another customer names it, and is over with it. Kept as its digest."""

    ownership = models.ForeignKey(Ownership, on_delete=models.CASCADE, related_name="transfer_codes")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)
