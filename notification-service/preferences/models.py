"""What people chose of how they are reached."""

from django.db import models
from django.db.models import F, Q

from chassis.models import BaseModel
from contacts.models import ChannelName


class Digest(models.TextChoices):
    """How often somebody gets what is not urgent by mail: each at once, or all of it together."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


class Preferences(BaseModel):
    """How one account wants to be reached; `id` is the account's. Its times are those of its own zone.

    From `quiet_from` until `quiet_until`, which may be the next morning, only what is urgent is sent.
    `digest_weekday` is 1 for Monday to 7 for Sunday (ISO 8601).
    """

    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    digest = models.CharField(max_length=10, choices=Digest.choices, default=Digest.OFF)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    digest_weekday = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                name="quiet_hours_begin_and_end",
            ),
            models.CheckConstraint(condition=Q(digest__in=Digest.values), name="preferences_have_a_digest"),
            models.CheckConstraint(
                condition=Q(digest_hour__range=(0, 23), digest_weekday__range=(1, 7)),
                name="digests_have_an_hour_of_a_day",
            ),
        ]


class ChannelChoice(BaseModel):
    """That somebody wants a kind of news by a channel, or not; only what differs from the default."""

    account_id = models.UUIDField()
    kind = models.CharField(max_length=50)
    channel = models.CharField(max_length=10, choices=ChannelName.choices)
    is_on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "kind", "channel"], name="unique_channel_choice"),
            models.CheckConstraint(
                condition=Q(channel__in=ChannelName.values), name="choices_have_a_channel"
            ),
        ]
