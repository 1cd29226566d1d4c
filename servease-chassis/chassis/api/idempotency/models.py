from django.db import models

from chassis.models import BaseModel


class StoredReply(BaseModel):
    """The first answer to an Idempotency-Key, written in the transaction that did the work.

    `subject` is the id of what it shows. When that goes, `forget_replies` empties the answer and leaves the
    row.
    """

    account_id = models.UUIDField()
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    # The count of the account's rights in the token that asked; unknown of replies from before it was kept.
    rights = models.PositiveIntegerField(null=True)
    status = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    subject = models.CharField(max_length=64, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "key"], name="unique_reply_idempotency_key")
        ]
        indexes = [
            models.Index(fields=["created_at"], name="reply_created_at"),
            models.Index(fields=["subject"], name="reply_subject"),
        ]
