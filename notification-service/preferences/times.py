"""When somebody wants to be reached, by the clock on their wall, also where that is put forward or back."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.standards import time_zones
from contacts.actions import contact_of
from contacts.models import Contact
from preferences.models import Digest, Preferences
from workshop.models import Location

MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)


def zone_of(contact: Contact) -> ZoneInfo:
    """The zone of their profile; of who chose none that of the workshop, which is its oldest location's."""
    if contact.time_zone in time_zones():
        return ZoneInfo(contact.time_zone)
    oldest = Location.objects.filter(is_active=True).order_by("pk").first()
    return ZoneInfo(oldest.time_zone if oldest else "UTC")


def after_quiet_hours(preferences: Preferences, zone: ZoneInfo, moment: datetime) -> datetime:
    """The first moment, from this one on, that is outside of somebody's quiet hours.

    Quiet is whenever the clock reads so: an hour that comes twice may be quiet twice, and hours that are
    skipped end with the skip.
    """
    begin, end = preferences.quiet_from, preferences.quiet_until
    if begin is None or end is None or not _is_between(begin, end, moment.astimezone(zone).time()):
        return moment
    local = moment.astimezone(zone)
    day = local.date() if local.time() < end else local.date() + A_DAY
    ends = _moments(datetime.combine(day, end), zone)
    return next(one for one in ends if one > moment)


def end_of_quiet_hours(account_id: UUID, moment: datetime) -> datetime | None:
    """When the quiet hours end in which this moment is for somebody; None if it is in none."""
    preferences = Preferences.objects.filter(pk=account_id, quiet_from__isnull=False).first()
    if preferences is None:
        return None
    contact = contact_of(account_id)
    end = after_quiet_hours(preferences, zone_of(contact), moment)
    return end if end > moment else None


def next_digest(preferences: Preferences, zone: ZoneInfo, moment: datetime) -> datetime:
    """When the next digest is due: the first one after this moment, at its hour."""
    day = moment.astimezone(zone).date()
    while True:
        due = _moments(datetime.combine(day, time(preferences.digest_hour)), zone)[0]
        on_this_day = preferences.digest == Digest.DAILY or day.isoweekday() == preferences.digest_weekday
        if on_this_day and due > moment:
            return due
        day += A_DAY


def _is_between(begin: time, end: time, clock: time) -> bool:
    return begin <= clock < end if begin < end else clock >= begin or clock < end


def _moments(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The instants, in UTC, at which the clock reads so: two where it is put back over that; where it is put
    forward over it, the moment at which that is done."""
    while True:
        instants = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
        found = sorted(one for one in instants if one.astimezone(zone).replace(tzinfo=None) == wall)
        if found:
            return found
        wall += MINUTE
