"""News on the workshop's paper: one source, from which a mail has its HTML and its text."""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from workshop.letterhead import Letterhead
from workshop.models import Logo
from workshop.phrases import PHRASES

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Passage(Protocol):
    """One piece of news: `body` in paragraphs with a blank line between them, and a button to `link` with the
    label `action` if it has both."""

    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def link(self) -> str: ...


class Letter(NamedTuple):
    """The same twice. The HTML names the logo by its Content-ID, and nothing else outside of itself."""

    text: str
    html: str


def letter(
    subject: str,
    passages: Sequence[Passage],
    *,
    letterhead: Letterhead,
    language: str,
    unsubscribe_url: str = "",
    may_reply: bool = False,
) -> Letter:
    """Write news on paper. `subject` stands above them where they are several.

    Rule: whatever is said is text: nothing in it is a tag, and nothing an address to follow but the button's.
    """
    phrases = {**PHRASES["en"], **PHRASES[language]}
    reason = phrases["automatic"].format(name=letterhead.name)
    logo = letterhead.logo
    said = {
        "subject": subject,
        "passages": passages,
        "letterhead": letterhead,
        "language": language,
        "phrases": phrases,
        "reached": _reached(letterhead),
        "reason": f"{reason} {phrases['reply']}" if may_reply or letterhead.email else reason,
        "unsubscribe_url": unsubscribe_url,
        "logo_source": f"cid:{content_id(logo)}" if logo else "",
    }
    text, html = (TEMPLATES.get_template(name).render(said) for name in ("letter.txt", "letter.html"))
    return Letter(text, html)


def content_id(logo: Logo) -> str:
    """What the HTML calls the logo (RFC 2392); short, as some mail programs read one line alone."""
    return f"{logo.sha256[:32]}@logo"


def for_a_browser(html: str, logo: Logo | None) -> str:
    """The HTML of a letter as a file of its own, with the logo in it."""
    if logo is None:
        return html
    return html.replace(f"cid:{content_id(logo)}", data_address("image/png", bytes(logo.content)))


def data_address(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(content).decode()}"


def _reached(letterhead: Letterhead) -> list[tuple[str, str]]:
    """Names of phrases with what they are: how the sender is reached, registered and paid."""
    known = ("phone", "email", "website", "vat_id", "tax_id")
    said = [(name, getattr(letterhead, name)) for name in known]
    return [(name, value) for name, value in said if value] + list(letterhead.bank)
