"""Where somebody can be reached: an address or a device each, by the channels that are configured."""

from typing import NamedTuple
from uuid import UUID

from contacts.models import ChannelName, Contact, StoppedAddress
from deliveries.channels import CHANNELS, Channel
from devices.models import Device


class Place(NamedTuple):
    """`device_id` is of push alone."""

    channel: str
    address: str
    device_id: UUID | None = None


def configured() -> list[Channel]:
    return [channel for channel in CHANNELS.values() if channel.is_configured()]


def is_configured(channel: str) -> bool:
    way = CHANNELS.get(channel)
    return way is not None and way.is_configured()


def place_of(contact: Contact, channel: str, device_id: UUID | None) -> Place | None:
    """Where a channel reaches somebody; None where it does not.

    Rule: text messages go to those alone who consented to them.
    """
    if not is_configured(channel) or (channel == ChannelName.SMS and not contact.consents_to_sms):
        return None
    address = CHANNELS[channel].address_of(contact, device_id)
    return Place(channel, address, device_id) if address else None


def places_of(contact: Contact) -> list[Place]:
    """All places of somebody.

    Rule: an address that is stopped is none.
    Rule: who is not known yet may have an address: mail is planned, and waits until they are.
    """
    if not contact.is_known:
        return [Place(channel.name, "") for channel in configured() if channel.name == ChannelName.EMAIL]
    found = [
        place
        for channel in configured()
        for device_id in _devices_by(channel, contact)
        if (place := place_of(contact, channel.name, device_id))
    ]
    stopped = _stopped_among(found)
    return [place for place in found if (place.channel, place.address.casefold()) not in stopped]


def _devices_by(channel: Channel, contact: Contact) -> list[UUID | None]:
    """Only push has any, and reaches nobody without one."""
    if channel.name != ChannelName.PUSH:
        return [None]
    return list(Device.objects.filter(account_id=contact.id).order_by("id").values_list("pk", flat=True))


def _stopped_among(places: list[Place]) -> set[tuple[str, str]]:
    addresses = [place.address.casefold() for place in places if place.channel != ChannelName.PUSH]
    stopped = StoppedAddress.objects.filter(address__in=addresses)
    return set(stopped.values_list("channel", "address")) if addresses else set()
