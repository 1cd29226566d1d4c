from django.db import models
from django.db.models import Q

from chassis.files.models import StoredFile
from chassis.models import BaseModel
from projects.models import Project, Visibility


class Attachment(BaseModel):
    """A photo or a paper of the work on a project: for the customer too, or among the staff."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="attachments", db_index=False)
    author_id = models.UUIDField()
    caption = models.CharField(max_length=200, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility.choices)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="attachment_visibility_is_known"
            )
        ]
        indexes = [models.Index(fields=["project", "-id"], name="attachments_of_a_project")]
