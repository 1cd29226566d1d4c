from django.db import models

from chassis.models import Record


class StoredReply(Record):
    """The first answer to an Idempotency-Key, written in the transaction that did the work."""

    account_id = models.UUIDField()
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "key"], name="one_reply_an_idempotency_key")
        ]
