from django.db import models
from django.db.models import Q

from chassis.files.models import StoredFile
from chassis.models import BaseModel
from vehicles.models import Vehicle


class Kind(models.TextChoices):
    PHOTO = "photo"
    REGISTRATION = "registration"
    INSURANCE = "insurance"
    INSPECTION = "inspection"
    OTHER = "other"


class Document(BaseModel):
    """A photo or a paper of a vehicle. `owner_id` is whose vehicle it was when the document came."""

    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="documents", db_index=False)
    owner_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=100, blank=True)
    expires_on = models.DateField(null=True)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=Kind.values), name="document_kind")]
        indexes = [
            models.Index(fields=["vehicle", "-id"], name="documents_of_a_vehicle"),
            models.Index(fields=["vehicle", "expires_on", "id"], name="documents_by_expiry"),
        ]
