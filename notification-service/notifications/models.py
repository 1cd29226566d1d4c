from django.db import models
from django.db.models import Q, Value

from chassis.models import BaseModel


class Notification(BaseModel):
    """One piece of news in one account's inbox. `about` names what it tells of, such as `appointment`.

    `values` are what its kind is filled with (texts/kinds.py), title and body what its reader was told then.
    """

    account_id = models.UUIDField()
    kind = models.CharField(max_length=50)
    title = models.CharField(max_length=200)
    body = models.CharField(max_length=5000)
    values = models.JSONField(db_default=Value({}, models.JSONField()), default=dict)
    about = models.CharField(max_length=20)
    about_id = models.UUIDField()
    location_id = models.UUIDField(null=True)
    source_event_id = models.UUIDField()
    read_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "source_event_id"], name="unique_notification_event_account"
            )
        ]
        indexes = [
            models.Index(
                fields=["account_id", "-id"], condition=Q(archived_at=None), name="not_archived_of_an_account"
            ),
            models.Index(
                fields=["account_id", "-id"],
                condition=Q(archived_at__isnull=False),
                name="archived_of_an_account",
            ),
            models.Index(
                fields=["account_id", "-id"],
                condition=Q(archived_at=None, read_at=None),
                name="not_read_of_an_account",
            ),
        ]
