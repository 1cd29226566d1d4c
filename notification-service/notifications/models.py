from django.db import models

from chassis.models import BaseModel


class Notification(BaseModel):
    """One piece of news in one account's inbox. `about` names what it tells of, such as `appointment`."""

    account_id = models.UUIDField()
    kind = models.CharField(max_length=50)
    title = models.CharField(max_length=200)
    body = models.CharField(max_length=1000)
    about = models.CharField(max_length=20)
    about_id = models.UUIDField()
    source_event_id = models.UUIDField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "source_event_id"], name="unique_notification_event_account"
            )
        ]
        indexes = [
            models.Index(fields=["account_id", "-id"], name="inbox_of_an_account"),
            models.Index(
                fields=["account_id", "-id"],
                condition=models.Q(read_at__isnull=True),
                name="unread_of_an_account",
            ),
        ]
