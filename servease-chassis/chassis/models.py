"""What every stored thing has: an id that sorts by time, and when it came and last changed."""

import uuid
from typing import Any

import uuid_utils.compat
from django.db import models

# The collation of what people look through by name: ä beside a, V beside v (CLDR's root order). It is the
# column's and not the cluster's, so that every runtime has the same; it compares equal only what is equal.
ALPHABET = "und-x-icu"


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): random, and sorted by the millisecond it was made."""
    return uuid_utils.compat.uuid7()


class BaseModel(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def update(self, data: dict[str, Any]) -> dict[str, list[Any]]:
        """Set and save what differs from what stands here already: each such field's [before, after]."""
        before = {name: getattr(self, name) for name in data}
        changed = {name: [before[name], value] for name, value in data.items() if before[name] != value}
        for name in changed:
            setattr(self, name, data[name])
        if changed:
            self.save(update_fields=[*changed, "updated_at"])
        return changed
