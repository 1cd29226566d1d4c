"""From what was claimed to what a channel sends, in the language of the person."""

from deliveries.actions.claiming import Claim
from deliveries.channels import Envelope, News
from deliveries.codes import Code, code_of
from deliveries.models import Delivery
from deliveries.reply_addresses import reply_address
from deliveries.statuses import NotSent, Status
from preferences.unsubscribing import unsubscribe_url
from texts.kinds import KINDS, CodeIn
from texts.links import link_to
from texts.rendering import rendered
from texts.reviews import language_to_send_in
from workshop.letterhead import letterhead_of


def envelope_of(claimed: Claim) -> Envelope:
    """In the language in which news leave the platform to this person.

    Rule: of several kinds in one message each can be ended by it.
    Raises NotSent, Unreachable of what is sent for a code.
    """
    delivery, language = claimed.delivery, language_to_send_in(claimed.contact.language)
    code = code_of(delivery) if KINDS[delivery.kind].code_in else None
    news = tuple(_news(one, language, code) for one in claimed.news)
    return Envelope(
        delivery_id=delivery.id,
        contact=claimed.contact,
        address=code.address if code else claimed.place.address,
        device_id=delivery.device_id,
        kind=claimed.news[0].kind,
        subject=_subject(news),
        news=news,
        language=language,
        letterhead=letterhead_of(claimed.news[0].location_id),
        unsubscribe_url=unsubscribe_url(claimed.contact.id, *(one.kind for one in claimed.news)),
        reply_address=reply_address(delivery.id, claimed.news),
    )


def _news(delivery: Delivery, language: str, code: Code | None) -> News:
    """Rule: nobody is sent a mail with a code whose button would lead nowhere."""
    values = {**delivery.values, "code": code.code} if code else delivery.values
    text = rendered(delivery.kind, values, language)
    link = link_to(delivery.about, code.code if code else delivery.about_id)
    if KINDS[delivery.kind].code_in == CodeIn.ACTION and not link:
        raise NotSent(Status.FAILED, f"It leads nowhere: set PUBLIC_URL or LINK_{delivery.about.upper()}.")
    return News(text.title, text.body, text.action, link, delivery.about, delivery.about_id)


def _subject(news: tuple[News, ...]) -> str:
    """Of several the first, and how many more: a number needs no language."""
    return news[0].title if len(news) == 1 else f"{news[0].title} (+{len(news) - 1})"
