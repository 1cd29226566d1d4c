"""The addresses of the workshop's other programs, and what is on its way to them."""

from django.db import models
from django.db.models import Q

from chassis.models import BaseModel


class Off(models.TextChoices):
    """Why nothing is sent to a webhook: an admin said so, or its receiver answered 410."""

    BY_ADMIN = "by_admin"
    GONE = "gone"


class Webhook(BaseModel):
    """Where a program is sent what happens, by the types that it chose.

    Its secrets are sealed (sealing.py). The one of before signs beside the present one until
    `previous_until`. Who sends to it has it until `claimed_until`; after `failures` in a row it rests until
    then.
    """

    url = models.CharField(max_length=2000)
    description = models.CharField(max_length=200, blank=True)
    events = models.JSONField(default=list)
    off = models.CharField(max_length=10, choices=Off.choices, blank=True)
    secret = models.BinaryField()
    previous_secret = models.BinaryField(null=True)
    previous_until = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(off__in=["", *Off.values]), name="webhooks_are_off_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(previous_secret__isnull=True, previous_until__isnull=True)
                | Q(previous_secret__isnull=False, previous_until__isnull=False),
                name="webhooks_secrets_of_before_end",
            ),
        ]

    @property
    def is_on(self) -> bool:
        return not self.off


class Status(models.TextChoices):
    """`dead`: given up; `cancelled`: its webhook was switched off before it was sent."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"
    CANCELLED = "cancelled"


class WebhookDelivery(BaseModel):
    """One event on its way to one webhook; `body` is what is signed and sent, to the letter.

    Its id is the webhook-id by which a receiver knows it again. `tries` are those of this round, which a
    replay begins anew; `attempts` the last of all, each {at, status_code, milliseconds, error}.
    """

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", db_index=False)
    event_id = models.UUIDField()
    type = models.CharField(max_length=50)
    body = models.TextField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    attempts = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event_id"], name="unique_webhook_delivery_event"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="webhook_deliveries_have_a_status"
            ),
        ]
        indexes = [
            models.Index(
                fields=["webhook", "due_at", "id"],
                condition=Q(status=Status.WAITING),
                name="webhook_deliveries_due",
            ),
            models.Index(fields=["webhook", "-id"], name="webhook_deliveries_of_one"),
            models.Index(fields=["webhook", "status", "-id"], name="webhook_deliveries_by_status"),
            models.Index(fields=["webhook", "type", "-id"], name="webhook_deliveries_by_type"),
            models.Index(fields=["created_at"], name="webhook_deliveries_by_age"),
        ]
