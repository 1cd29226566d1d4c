"""The three tables that make delivery certain: what to tell, what was heard, what could not be handled."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from chassis.events.event import Event
from chassis.models import new_id


class OutgoingEvent(models.Model):
    """The outbox. `id` is the order; a trigger tells the relay of each commit that adds a row."""

    id = models.BigAutoField(primary_key=True)
    event_id = models.UUIDField(default=new_id, unique=True)
    name = models.TextField()
    subject = models.TextField()
    occurred_at = models.DateTimeField(default=timezone.now)
    actor_id = models.TextField(blank=True, default="")
    request_id = models.TextField(blank=True, default="")
    data = models.JSONField(encoder=DjangoJSONEncoder)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "events_outbox"
        ordering = ("id",)
        indexes = [
            models.Index(fields=["id"], condition=Q(published_at=None), name="events_outbox_unpublished")
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
            actor_id=self.actor_id,
            request_id=self.request_id,
        )


class HandledEvent(models.Model):
    """The inbox: one row an event, committed together with what its handlers did."""

    event_id = models.UUIDField(primary_key=True)
    handled_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "events_inbox"

    def __str__(self) -> str:
        return str(self.event_id)


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
