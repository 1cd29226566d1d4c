"""What a text would look like on the workshop's paper."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from texts.rendering import Text
from workshop.letterhead import letterhead_of
from workshop.letters import for_a_browser, letter

# Where a button leads that is only looked at (RFC 2606).
EXAMPLE_LINK = "https://example.org/"


class Passage(NamedTuple):
    title: str
    body: str
    action: str
    link: str


def on_paper(previews: Sequence[tuple[dict[str, Any], Text]], language: str) -> list[dict[str, Any]]:
    """Each text with the values that it was filled with, as the text and as the HTML of a mail."""
    letterhead = letterhead_of(None)
    shown = []
    for values, text in previews:
        passage = Passage(*text, EXAMPLE_LINK)
        written = letter(text.title, [passage], letterhead=letterhead, language=language)
        html = for_a_browser(written.html, letterhead.logo)
        shown.append({"values": values, **text._asdict(), "text": written.text, "html": html})
    return shown
