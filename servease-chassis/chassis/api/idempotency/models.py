from datetime import timedelta

from django.db import IntegrityError, models

from chassis.models import BaseModel
from chassis.writing import Write, write

COLUMNS = ("id", "account_id", "key", "fingerprint", "rights", "status", "body", "subject")
# The hourly purge (retention.py) may not have been yet at what another reply with this key has left.
KEEP = f"""
INSERT INTO idempotency_storedreply ({", ".join(COLUMNS)}, created_at, updated_at)
VALUES ({", ".join(f"%(kept_{column})s" for column in COLUMNS)}, now(), now())
ON CONFLICT (account_id, key) DO UPDATE
SET {", ".join(f"{column} = excluded.{column}" for column in COLUMNS)},
    created_at = excluded.created_at, updated_at = excluded.updated_at
WHERE idempotency_storedreply.created_at <= now() - make_interval(secs => %(kept_for)s)
RETURNING true
"""  # noqa: S608 - nothing of it comes from outside


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

    def keep(self, age: timedelta) -> None:
        """Store it in the place of one with the same key that is older than `age`.

        Raises IntegrityError if there is a younger one, after its transaction has ended.
        """
        values = {f"kept_{column}": getattr(self, column) for column in COLUMNS}
        values["kept_for"] = age.total_seconds()
        write(Write("kept", KEEP, values, check=_check_kept))


def _check_kept(returned: list[bool]) -> None:
    if not returned:
        raise IntegrityError("This Idempotency-Key has a reply already.")
