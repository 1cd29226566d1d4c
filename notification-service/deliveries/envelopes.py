"""From what was claimed to what a channel sends, in the language of the person."""

from django.conf import settings

from contacts.models import Contact
from deliveries.actions.claiming import Claim
from deliveries.channels import Envelope, News
from deliveries.models import Delivery
from preferences.unsubscribing import unsubscribe_url
from texts.languages import LANGUAGES
from texts.links import link_to
from texts.rendering import rendered
from workshop.letterhead import letterhead_of


def envelope_of(claimed: Claim) -> Envelope:
    """Rule: what is sent is in the person's language if that was reviewed, else in the default one."""
    delivery, language = claimed.delivery, language_of(claimed.contact)
    news = tuple(_news(one, language) for one in claimed.news)
    return Envelope(
        delivery_id=delivery.id,
        contact=claimed.contact,
        address=claimed.place.address,
        device_id=delivery.device_id,
        kind=delivery.kind,
        subject=_subject(news),
        news=news,
        language=language,
        letterhead=letterhead_of(delivery.location_id),
        unsubscribe_url=unsubscribe_url(claimed.contact.id, delivery.kind),
    )


def language_of(contact: Contact) -> str:
    default: str = settings.DEFAULT_LANGUAGE
    return contact.language if LANGUAGES[contact.language].is_reviewed else default


def _news(delivery: Delivery, language: str) -> News:
    text = rendered(delivery.kind, delivery.values, language)
    link = link_to(delivery.about, delivery.about_id)
    return News(text.title, text.body, text.action, link, delivery.about, delivery.about_id)


def _subject(news: tuple[News, ...]) -> str:
    """Of several the first, and how many more: a number needs no language."""
    return news[0].title if len(news) == 1 else f"{news[0].title} (+{len(news) - 1})"
