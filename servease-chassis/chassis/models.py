"""What every stored thing has: an id that sorts by time, and when it came and last changed."""

import uuid

import uuid_utils.compat
from django.db import models


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): random, and sorted by the millisecond it was made."""
    return uuid_utils.compat.uuid7()


class Record(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
