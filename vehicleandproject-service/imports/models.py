from django.db import models
from django.db.models import F, Q

from chassis.files.models import StoredFile
from chassis.models import BaseModel
from projects.models import Project
from vehicles.models import Vehicle

LONGEST_REFERENCE = 300


class Kind(models.TextChoices):
    VEHICLES = "vehicles"
    READINGS = "readings"
    SERVICES = "services"


class Import(BaseModel):
    """A file of another system's, worked through row by row. `file` is gone once it is `finished_at`.

    Of its `rows` so many are worked through as `created`, `unchanged` and `failed` come to; `errors` are the
    first, `[{"row", "field", "code", "message"}]`. A dry run stores nothing else.
    """

    kind = models.CharField(max_length=10, choices=Kind.choices)
    dry_run = models.BooleanField()
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    made_by = models.UUIDField()
    rows = models.PositiveIntegerField()
    created = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="import_kind_is_known"),
            models.CheckConstraint(
                condition=Q(rows__gte=F("created") + F("unchanged") + F("failed")),
                name="no_more_than_its_rows",
            ),
        ]

    @property
    def position(self) -> int:
        """How many rows are worked through."""
        return self.created + self.unchanged + self.failed


class PastService(BaseModel):
    """That a project is a service of before this platform, and which: by it none is imported twice.

    `reference` is the other system's number of it, or its day and title.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="past_service")
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=LONGEST_REFERENCE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vehicle", "reference"], name="unique_past_service")]
