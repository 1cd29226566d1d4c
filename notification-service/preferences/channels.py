"""By which channels a kind of news reaches somebody."""

from collections.abc import Collection, Mapping

from contacts.models import ChannelName, Contact
from texts.kinds import Kind

EMAIL, SMS, PUSH = ChannelName.EMAIL, ChannelName.SMS, ChannelName.PUSH
Choices = Mapping[tuple[str, str], bool]


def consents_to(contact: Contact, kind: Kind) -> bool:
    """Rule: what needs a consent goes to those alone who gave it."""
    return not kind.consent or bool(getattr(contact, f"consents_to_{kind.consent}"))


def channels_for(
    contact: Contact, kind: Kind, choices: Choices, reachable: Collection[str] = tuple(ChannelName)
) -> set[str]:
    """By which of the `reachable` channels somebody is sent this kind. `choices` are (kind, channel): on.

    Rule: customers are written to by the channel that they prefer, and by mail where that cannot be; to each
    of their devices besides. The staff have their inbox and their devices. What somebody chose goes before.
    Rule: mail about the security of an account cannot be switched off. It goes to a verified address alone:
    another may be a stranger's, whom an account would be opened to bother. Codes are sent there in any case.
    Rule: who is not known yet is taken for a customer.
    """
    wanted = {channel for channel in ChannelName if _is_default(contact, kind, channel, reachable)}
    for channel in ChannelName:
        if (choice := choices.get((kind.name, channel))) is not None:
            wanted = wanted | {channel} if choice else wanted - {channel}
    if kind.security:
        wanted = wanted | {EMAIL} if kind.code_in or contact.email_verified else wanted - {EMAIL}
    return {str(channel) for channel in wanted if channel in reachable}


def is_fixed(kind: Kind, channel: str) -> bool:
    """Whether nobody can switch this off."""
    return kind.security and channel == EMAIL


def _is_default(contact: Contact, kind: Kind, channel: ChannelName, reachable: Collection[str]) -> bool:
    if channel == PUSH:
        return kind.by_push
    if contact.is_known and contact.role != "customer":
        return False
    return channel == _preferred(contact, kind, reachable)


def _preferred(contact: Contact, kind: Kind, reachable: Collection[str]) -> ChannelName | None:
    """Nobody is telephoned by a program: they get mail."""
    if contact.contact_preference == SMS and kind.by_sms and SMS in reachable:
        return SMS
    if contact.contact_preference == PUSH and kind.by_push and PUSH in reachable:
        return PUSH
    return EMAIL if kind.by_mail else None
