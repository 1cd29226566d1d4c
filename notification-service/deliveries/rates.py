"""How much of a kind, and how much at all, one person is sent by a channel."""

from datetime import datetime, timedelta

from django.db.models import Q

from contacts.models import ChannelName
from deliveries.models import Delivery
from deliveries.statuses import Status
from texts.kinds import KINDS

HOUR = timedelta(hours=1)
MOST_AN_HOUR = {ChannelName.EMAIL: 30, ChannelName.SMS: 6, ChannelName.PUSH: 60}
# So many of one kind are sent each; those after them are a storm, and folded.
BEFORE_A_STORM, STORM = 3, timedelta(minutes=10)
# As what news about the security of an account fold, once so many were sent by a channel within an hour.
SECURITY, MOST_ABOUT_SECURITY = "security", 10
ABOUT_SECURITY = {name for name, kind in KINDS.items() if kind.security and not kind.code_in}


def turn_of(delivery: Delivery, now: datetime) -> tuple[datetime, str] | None:
    """Until when a delivery has to wait, and as what it folds then; None if it has not.

    Rule: of what one person is sent of a kind by a channel, what comes after three within ten minutes waits
    until these are over, and is one message then.
    Rule: a person is sent at most 30 mails, 6 text messages and 60 pushes an hour; what is above that waits.
    Rule: what is about the security of an account waits only after ten such messages within an hour, and all
    that waits then is one message. What is urgent, or sent for a code, does not wait.
    """
    kind = KINDS[delivery.kind]
    if kind.urgent or kind.code_in:
        return None
    begun = _begun(delivery, now)
    if kind.security:
        noted = [
            at for at, what, device_id in begun if what in ABOUT_SECURITY and device_id == delivery.device_id
        ]
        over = _over(noted, MOST_ABOUT_SECURITY, HOUR, now)
        return (over, SECURITY) if over else None
    alike = [at for at, what, device_id in begun if (what, device_id) == (delivery.kind, delivery.device_id)]
    if not delivery.folds_as and (over := _over(alike, BEFORE_A_STORM, STORM, now)):
        return over, delivery.kind
    most = MOST_AN_HOUR[ChannelName(delivery.channel)]
    if over := _over([at for at, _, _ in begun], most, HOUR, now):
        return over, delivery.folds_as
    return None


def _begun(delivery: Delivery, now: datetime) -> list[tuple[datetime, str, object]]:
    """What they were sent by this channel in the last hour, or are about to be: when, and of which kind."""
    begun = Delivery.objects.filter(
        Q(status=Status.SENT, sent_at__gt=now - HOUR) | Q(status=Status.WAITING, attempts__gt=0),
        account_id=delivery.account_id,
        channel=delivery.channel,
    )
    rows = begun.values_list("sent_at", "kind", "device_id")
    return [(sent_at or now, kind, device_id) for sent_at, kind, device_id in rows]


def _over(begun: list[datetime], most: int, within: timedelta, now: datetime) -> datetime | None:
    """When there is room again, if so many have been begun within that time."""
    latest = sorted(begun)[-most:]
    over = latest[0] + within if len(latest) == most else now
    return over if over > now else None
