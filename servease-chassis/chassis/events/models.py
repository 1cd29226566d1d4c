"""The tables that make delivery certain: what to tell, what was heard, what could not be handled."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now
from django.utils import timezone

from chassis.context import Acting
from chassis.events.event import Event
from chassis.models import new_id


class OutgoingEvent(models.Model):
    """The outbox. `id` is the order; a trigger tells the relay of each commit that adds a row."""

    id = models.BigAutoField(primary_key=True)
    event_id = models.UUIDField(default=new_id, unique=True)
    name = models.TextField()
    subject = models.TextField()
    version = models.BigIntegerField(db_default=0)
    occurred_at = models.DateTimeField(default=timezone.now)
    actor_id = models.TextField(blank=True, default="")
    actor_role = models.TextField(blank=True, db_default="")
    actor_name = models.TextField(blank=True, db_default="")
    request_id = models.TextField(blank=True, default="")
    data = models.JSONField(encoder=DjangoJSONEncoder)
    changes = models.JSONField(db_default=Value({}, models.JSONField()))
    published_at = models.DateTimeField(null=True)
    # Where it stands in its stream, by chassis.events.streams.as_number.
    entry = models.BigIntegerField(null=True)

    class Meta:
        db_table = "events_outbox"
        ordering = ("id",)
        indexes = [
            models.Index(fields=["id"], condition=Q(published_at=None), name="events_outbox_unpublished"),
            models.Index(fields=["entry"], name="events_outbox_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject}"

    def as_event(self) -> Event:
        return Event(
            id=self.event_id,
            name=self.name,
            subject=self.subject,
            occurred_at=self.occurred_at,
            data=self.data,
            version=self.version,
            changes=self.changes,
            actor=Acting(self.actor_id, self.actor_role, self.actor_name),
            request_id=self.request_id,
        )


class SubjectVersion(models.Model):
    """How many events of a subject were emitted, and when the last was.

    Never purged: a count that began anew would look old.
    """

    pk = models.CompositePrimaryKey("stream", "subject")
    stream = models.TextField()
    subject = models.TextField()
    version = models.BigIntegerField()
    occurred_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "events_versions"

    def __str__(self) -> str:
        return f"{self.stream} {self.subject}: {self.version}"


class WrittenStream(models.Model):
    """A stream that this service writes; all have read up to entry `read`, and we dropped up to `dropped`."""

    name = models.TextField(primary_key=True)
    read = models.BigIntegerField(default=0)
    dropped = models.BigIntegerField(db_default=0)

    class Meta:
        db_table = "events_streams"

    def __str__(self) -> str:
        return self.name


class ReaderGroup(models.Model):
    """A service that reads a stream of ours: how far it is, and when it last asked."""

    pk = models.CompositePrimaryKey("stream", "name")
    stream = models.TextField()
    name = models.TextField()
    read = models.BigIntegerField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "events_groups"

    def __str__(self) -> str:
        return f"{self.name} reads {self.stream}"


class HandledEvent(models.Model):
    """The inbox: one row per event, committed together with what its handlers did."""

    event_id = models.UUIDField(primary_key=True)
    handled_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "events_inbox"

    def __str__(self) -> str:
        return str(self.event_id)


class NewestHandled(models.Model):
    """The newest event of a subject that a `newest_only` handler was given; what is older passes it by."""

    pk = models.CompositePrimaryKey("handler", "stream", "subject")
    handler = models.TextField()
    stream = models.TextField()
    subject = models.TextField()
    version = models.BigIntegerField()
    occurred_at = models.DateTimeField()

    class Meta:
        db_table = "events_newest"

    def __str__(self) -> str:
        return f"{self.handler} {self.subject}: {self.version}"


class FirstSubscribed(models.Model):
    """When a `since="now"` handler began to listen; what happened before is not for it."""

    pk = models.CompositePrimaryKey("handler", "name")
    handler = models.TextField()
    name = models.TextField()
    since = models.DateTimeField()

    class Meta:
        db_table = "events_since"

    def __str__(self) -> str:
        return f"{self.handler} subscribes to {self.name} since {self.since}"


class DeadEvent(models.Model):
    """An event whose handler kept failing, as it came, until `manage.py replay_dead_events`."""

    id = models.BigAutoField(primary_key=True)
    event_id = models.UUIDField(default=new_id, unique=True)
    name = models.TextField()
    entry = models.JSONField()
    error = models.TextField()
    died_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "events_dead"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.name} {self.event_id}"
