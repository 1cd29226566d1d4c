from django.db import models
from django.db.models import Q
from django.utils import timezone

from chassis.models import BaseModel

LONGEST_NAME = 200


class State(models.TextChoices):
    """Written down before its bytes are; used by a row; used by none any more."""

    UPLOADING = "uploading"
    KEPT = "kept"
    RELEASED = "released"


class StoredFile(BaseModel):
    """A file in the storage, whose name there follows from its id: this table alone says what is stored.

    Its bytes are the quota of `subject`, the id of what it belongs to. `sha256` is that of the stored bytes.
    """

    name = models.CharField(max_length=LONGEST_NAME)
    media_type = models.CharField(max_length=50)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    subject = models.UUIDField()
    uploaded_by = models.UUIDField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADING)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="file_state"),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="file_not_empty"),
        ]
        indexes = [
            models.Index(fields=["subject"], condition=~Q(state=State.RELEASED), name="files_of_a_subject"),
            models.Index(fields=["updated_at"], condition=~Q(state=State.KEPT), name="files_unused"),
        ]

    @property
    def key(self) -> str:
        """Where it is in the storage. The last digits of an id are random, so that no folder grows large."""
        return f"{str(self.id)[-2:]}/{self.id}"

    def keep(self) -> None:
        """Store it for good. Call it in the transaction that writes the row which uses it.

        Raises RuntimeError if what was uploaded has been purged already, an hour after it was begun.
        """
        if not self._becomes(State.KEPT, Q(state=State.UPLOADING)):
            raise RuntimeError(f"The file {self.id} was not kept in time.")

    def release(self) -> None:
        """Let it go, and its links at once. Call it in the transaction that deletes the row which used it."""
        self._becomes(State.RELEASED, Q(state=State.KEPT))

    def abandon(self) -> None:
        """Let it go if it is not kept: a transaction whose end was not seen may have been committed."""
        self._becomes(State.RELEASED, Q(state=State.UPLOADING))

    def _becomes(self, state: State, before: Q) -> int:
        self.state = state
        rows = StoredFile.objects.filter(before, pk=self.pk)
        return rows.update(state=state, updated_at=timezone.now())
