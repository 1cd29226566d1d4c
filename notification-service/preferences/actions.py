"""What people choose of how they are reached."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.auth import Actor
from chassis.locking import take_turns
from contacts.actions import contact_of
from contacts.models import ChannelName, Contact
from preferences.channels import Choices, channels_for, is_fixed
from preferences.errors import SECURITY_MAIL, UNKNOWN_KIND
from preferences.models import ChannelChoice, Preferences
from texts.kinds import KINDS, Audience, Kind


def preferences_of(account_id: UUID) -> Preferences:
    """What an account chose; what is so for all, of one that has chosen nothing."""
    return Preferences.objects.filter(pk=account_id).first() or Preferences(pk=account_id)


def choices_of(account_id: UUID) -> Choices:
    """Of which kind by which channel an account wants news, or wants none."""
    chosen = ChannelChoice.objects.filter(account_id=account_id)
    return {(kind, channel): is_on for kind, channel, is_on in chosen.values_list("kind", "channel", "is_on")}


def own_preferences(actor: Actor) -> dict[str, Any]:
    """What the caller chose, and what is so where they chose nothing.

    Rule: everybody is shown the kinds of news that are for them: customers theirs, the staff theirs, and
    what is about their account; not those that are sent for a code, which are asked for.
    """
    contact, preferences = _contact_of(actor), preferences_of(actor.id)
    choices = choices_of(actor.id)
    quiet = preferences.quiet_from is not None
    return {
        "locale": contact.locale,
        "time_zone": contact.time_zone,
        "quiet_hours": {"from": preferences.quiet_from, "until": preferences.quiet_until} if quiet else None,
        "digest": {
            "every": preferences.digest,
            "hour": preferences.digest_hour,
            "weekday": preferences.digest_weekday,
        },
        "kinds": [
            {
                "kind": kind.name,
                "title": kind.title,
                "channels": _shown(kind, channels_for(contact, kind, choices)),
            }
            for kind in _kinds_for(actor).values()
        ],
    }


def change_preferences(
    actor: Actor, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> dict[str, Any]:
    """Change what the caller chose.

    Rule: nobody but the account itself changes how it is reached.
    Rule: only what differs from the default is kept, so that who chose nothing follows it.
    Raises InvalidField (400) unknown_kind, Conflict (409) security_mail, PreconditionFailed (412).
    """
    contact, wanted = _contact_of(actor), dict(_switches(actor, data.get("kinds", [])))
    with transaction.atomic():
        take_turns(f"preferences of {actor.id}")
        check_precondition(own_preferences(actor))
        if changed := _columns(data):
            preferences, _ = Preferences.objects.get_or_create(pk=actor.id)
            preferences.update(changed)
        _choose(contact, wanted)
        return own_preferences(actor)


def _contact_of(actor: Actor) -> Contact:
    """The caller as far as they are known; news of who they are may still be under way."""
    contact = contact_of(actor.id)
    contact.role = actor.role
    return contact


def _kinds_for(actor: Actor) -> dict[str, Kind]:
    audiences = {Audience.EVERYBODY, Audience.STAFF if actor.is_staff else Audience.CUSTOMER}
    return {name: kind for name, kind in KINDS.items() if kind.audience in audiences and not kind.code_in}


def _shown(kind: Kind, on: set[str]) -> dict[str, dict[str, bool]]:
    return {
        str(channel): {"on": channel in on, "may_change": not is_fixed(kind, channel)}
        for channel in ChannelName
    }


def _switches(actor: Actor, changed: list[dict[str, Any]]) -> Iterator[tuple[tuple[str, str], bool]]:
    known = _kinds_for(actor)
    for one in changed:
        kind = known.get(one["kind"])
        if kind is None:
            raise UNKNOWN_KIND(field="kinds", kind=one["kind"], kinds=", ".join(known))
        for channel, switch in one["channels"].items():
            if is_fixed(kind, channel) and not switch["on"]:
                raise SECURITY_MAIL(news_kind=kind.name)
            yield (kind.name, channel), switch["on"]


def _columns(data: dict[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if "quiet_hours" in data:
        quiet = data["quiet_hours"] or {"from": None, "until": None}
        columns |= {"quiet_from": quiet["from"], "quiet_until": quiet["until"]}
    names = {"every": "digest", "hour": "digest_hour", "weekday": "digest_weekday"}
    return columns | {names[name]: value for name, value in data.get("digest", {}).items()}


def _choose(contact: Contact, wanted: dict[tuple[str, str], bool]) -> None:
    default = {
        (kind, str(channel))
        for kind in {kind for kind, _ in wanted}
        for channel in channels_for(contact, KINDS[kind], {})
    }
    own = ChannelChoice.objects.filter(account_id=contact.id)
    for name in ChannelName:
        back = [
            kind
            for (kind, channel), is_on in wanted.items()
            if channel == name and is_on == ((kind, channel) in default)
        ]
        own.filter(channel=name, kind__in=back).delete()
    ChannelChoice.objects.bulk_create(
        [
            ChannelChoice(account_id=contact.id, kind=kind, channel=channel, is_on=is_on)
            for (kind, channel), is_on in wanted.items()
            if is_on != ((kind, channel) in default)
        ],
        update_conflicts=True,
        unique_fields=["account_id", "kind", "channel"],
        update_fields=["is_on", "updated_at"],
    )
