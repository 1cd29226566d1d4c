"""What is sent to whom by which channel, and how far that is."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from chassis.models import BaseModel
from contacts.models import ChannelName
from deliveries.statuses import Status

# As what the mails of somebody with a digest fold.
DIGEST = "digest"


class Deliveries(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> "Deliveries":
        """What may be sent now, and nobody has."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=now)
        return self.filter(free, status=Status.WAITING, due_at__lte=now)


class Delivery(BaseModel):
    """One piece of news on its way to one address of one person. It holds all that it says.

    From `valid_until` on, if there is that, it is out of date and not sent.

    Its id is how a receiver knows it again, whenever it is sent a second time. Who sends it has it until
    `claimed_until`, and then anybody may. Deliveries of one person, channel and `folds_as` that are due
    together go out as one, whose id is the `folded_into` of the others; empty: it never folds.
    """

    account_id = models.UUIDField()
    kind = models.CharField(max_length=50)
    channel = models.CharField(max_length=10, choices=ChannelName.choices)
    device_id = models.UUIDField(null=True)
    values = models.JSONField(default=dict)
    about = models.CharField(max_length=20, blank=True)
    about_id = models.UUIDField(null=True)
    location_id = models.UUIDField(null=True)
    source_event_id = models.UUIDField()
    folds_as = models.CharField(max_length=50, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.WAITING)
    due_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    folded_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="folded", db_index=False)

    objects = Deliveries.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "source_event_id", "channel", "device_id"],
                nulls_distinct=False,
                name="unique_delivery_event_address",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=ChannelName.values), name="deliveries_have_a_channel"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="deliveries_have_a_status"),
            models.CheckConstraint(
                condition=Q(status=Status.SENT, sent_at__isnull=False)
                | (~Q(status=Status.SENT) & Q(sent_at=None)),
                name="deliveries_sent_say_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(status=Status.WAITING), name="deliveries_that_are_due"
            ),
            models.Index(
                fields=["account_id", "channel", "due_at"],
                condition=Q(status=Status.WAITING),
                name="deliveries_waiting_of_a_person",
            ),
            models.Index(
                fields=["about_id", "status"],
                condition=Q(kind="broadcast"),
                name="deliveries_of_a_broadcast",
            ),
            models.Index(
                fields=["about_id", "kind"],
                condition=Q(status=Status.WAITING),
                name="deliveries_waiting_about_it",
            ),
            models.Index(
                fields=["folded_into"],
                condition=Q(folded_into__isnull=False),
                name="deliveries_folded_into_one",
            ),
            models.Index(fields=["account_id", "-id"], name="deliveries_of_an_account"),
            models.Index(
                fields=["account_id", "channel", "sent_at"],
                condition=Q(status=Status.SENT),
                name="deliveries_sent_to_a_person",
            ),
            models.Index(fields=["kind", "-id"], name="deliveries_of_a_kind"),
            models.Index(fields=["channel", "-id"], name="deliveries_of_a_channel"),
            models.Index(fields=["status", "-id"], name="deliveries_of_a_status"),
        ]


class ReceivedReply(BaseModel):
    """An answer by mail that was passed on. Of its Message-ID the SHA-256 is kept, in hexadecimal."""

    account_id = models.UUIDField()
    message_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "message_digest"], name="unique_reply_of_an_account"
            )
        ]
