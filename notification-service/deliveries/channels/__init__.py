"""By what news leave the platform. A channel knows how to send, and nothing of whom, what and when.

    CHANNELS["email"].send(envelope)

A channel is a module beside this one that adds itself, when Django has loaded the apps, by `offer(channel)`.
"""

from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from contacts.models import Contact
from workshop.letterhead import Letterhead


class News(NamedTuple):
    """One piece of news in the language of its reader. `action` is the label of the button that leads to
    `link`; without a link there is no button. `about` and `about_id` name what it is about."""

    title: str
    body: str
    action: str
    link: str
    about: str = ""
    about_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """All that a channel needs to send one message.

    `delivery_id` is the same whenever the same message is sent again. `news` are several where they were
    folded into one message, whose `subject` then says how many. `letterhead` is of the location where it
    happened. `device_id` is of push alone; `unsubscribe_url` is empty where a kind cannot be unsubscribed.
    `reply_address`, of mail alone, is where an answer lands on what it is about; empty: nowhere.
    """

    delivery_id: UUID
    contact: Contact
    address: str
    device_id: UUID | None
    kind: str
    subject: str
    news: tuple[News, ...]
    language: str
    letterhead: Letterhead
    unsubscribe_url: str
    reply_address: str = ""


class Undeliverable(Exception):
    """It will not be taken at any time. `stops`: nor will anything else be at this address, which is stopped,
    or at this device, which is removed."""

    def __init__(self, reason: str, *, stops: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.stops = stops


class Unreachable(Exception):
    """It could not be sent now. It is tried again later, under the same id."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Channel(Protocol):
    """One way out. `name` is a ChannelName."""

    name: str

    def is_configured(self) -> bool:
        """Whether this platform can send by it at all."""

    def address_of(self, contact: Contact, device_id: UUID | None) -> str:
        """Where it would reach somebody; empty if nowhere, as without a verified number."""

    def send(self, envelope: Envelope) -> None:
        """Send one message; it has left when this returns. Raises Undeliverable, Unreachable."""


CHANNELS: dict[str, Channel] = {}


def offer(channel: Channel) -> None:
    CHANNELS[channel.name] = channel
