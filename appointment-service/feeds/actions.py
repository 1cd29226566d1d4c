"""Addresses of calendars: made, revoked, and read under."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.bearer_codes import digest_of, new_code
from chassis.errors import NotFound
from chassis.locking import locked, take_turns
from feeds.documents import document, tag_of
from feeds.entries import Entry, entries_of
from feeds.errors import FOR_OTHERS, NO_SUCH_BAY, TOO_MANY_FEEDS
from feeds.models import TOKEN, Feed, FeedKind
from feeds.permissions import feeds_of, may_follow_others
from resources.locations import location_of
from resources.models import Bay

MOST_FEEDS = 20


def add_feed(actor: Actor, data: dict[str, Any]) -> tuple[Feed, str]:
    """Make a calendar readable at an address, whose token is given away here and never again.

    Rule: everybody may have their own calendar; those of bays and locations as permissions.py says.
    Rule: an account has at most twenty addresses, so that it can tell them apart.
    Raises InvalidField (400), Forbidden (403), Conflict (409) too_many_feeds.
    """
    feed, token = Feed(owner_id=actor.id, of_staff=actor.is_staff), new_code()
    feed.kind, feed.name, feed.token_digest = data["kind"], data.get("name", ""), digest_of(token)
    if feed.kind != FeedKind.PERSONAL and not may_follow_others(actor):
        raise FOR_OTHERS()
    if feed.kind == FeedKind.BAY:
        feed.bay = Bay.objects.filter(pk=data["bay_id"]).first()
        if feed.bay is None:
            raise NO_SUCH_BAY(field="bay_id")
    if feed.kind == FeedKind.LOCATION:
        feed.location = location_of(data)
    with transaction.atomic():
        take_turns(f"feeds of {actor.id}")
        if feeds_of(actor).count() >= MOST_FEEDS:
            raise TOO_MANY_FEEDS(limit=MOST_FEEDS)
        feed.save(force_insert=True)
    return feed, token


def revoke_feed(actor: Actor, feed_id: UUID, *, check_precondition: Precondition = no_precondition) -> None:
    """Rule: what is revoked is gone at once, for everybody who knows the address. Raises NotFound (404)."""
    with transaction.atomic():
        feed = locked(feeds_of(actor), feed_id)
        check_precondition(feed)
        feed.delete()


def revoke_what_is_lost(owner: Actor, *, is_active: bool) -> None:
    """Revoke the addresses that an account could not be given any more.

    Rule: whoever is deactivated loses all; whoever joins or leaves the staff those of before; and whoever may
    follow others no longer those of bays and locations.
    """
    feeds = feeds_of(owner)
    if is_active:
        kept = feeds.filter(of_staff=owner.is_staff)
        if not may_follow_others(owner):
            kept = kept.filter(kind=FeedKind.PERSONAL)
        feeds = feeds.exclude(pk__in=kept.values("pk"))
    feeds.delete()


def revoke_all(owner_id: UUID, *, before: datetime) -> None:
    """Rule: whoever gets an account back by mail is followed by nobody: the addresses of before are gone."""
    Feed.objects.filter(owner_id=owner_id, created_at__lte=before).delete()


class Shown(NamedTuple):
    """What a calendar shows now, its tag, and since when it shows that."""

    title: str
    entries: list[Entry]
    tag: str
    changed_at: datetime

    @property
    def text(self) -> bytes:
        return document(self.title, self.entries)


def shown_at(token: str) -> Shown:
    """What is at an address.

    Rule: an address that there never was and one that was revoked are not told apart.
    Raises NotFound (404).
    """
    if not TOKEN.fullmatch(token):
        raise NotFound
    known = Feed.objects.select_related("bay", "location").filter(token_digest=digest_of(token))
    feed = known.first()
    if feed is None:
        raise NotFound
    now = timezone.now()
    title, entries = _title_of(feed), entries_of(feed, now)
    return Shown(title, entries, *_state_of(feed, tag_of(title, entries), now))


def _state_of(feed: Feed, tag: str, now: datetime) -> tuple[str, datetime]:
    """The tag, and since when it is that.

    It is kept because nothing else says when something was taken out of a calendar. HTTP knows whole seconds
    only, so that two states that follow each other are a second apart at least.
    """
    if feed.tag != tag or feed.changed_at is None:
        previous = feed.changed_at or now - timedelta(seconds=1)
        changed_at = max(now, previous + timedelta(seconds=1)).replace(microsecond=0)
        Feed.objects.filter(pk=feed.pk).update(tag=tag, changed_at=changed_at)
        return tag, changed_at
    return tag, feed.changed_at


def _title_of(feed: Feed) -> str:
    if feed.name:
        return feed.name
    if feed.bay:
        return feed.bay.name
    if feed.location:
        return feed.location.name
    return "Work" if feed.of_staff else "Workshop appointments"
