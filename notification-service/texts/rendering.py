"""From news to words: what a person reads of a kind of news, in their language."""

import re
from typing import Any, NamedTuple

from texts.language import Words
from texts.languages import LANGUAGES
from texts.sandbox import filled
from texts.values import worded

# In characters.
LONGEST_TITLE, LONGEST_BODY, LONGEST_ACTION = 200, 5000, 60
# Whatever ends a line or is a control: with one of these a title could begin another header of a mail.
BREAKS = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
GAPS = re.compile(r"\n{3,}")


class Text(NamedTuple):
    """What is read of news: one line, paragraphs with a blank line between them, the label of a button.

    It is plain text and not HTML. Without a label there is nothing to be done about it.
    """

    title: str
    body: str
    action: str


def rendered(kind: str, values: dict[str, Any], language: str) -> Text:
    """The text of this kind of news. `values` are those that the kind names (texts/kinds.py)."""
    spoken = LANGUAGES[language]
    return text_of(spoken.texts[kind], {name: worded(value, spoken) for name, value in values.items()})


def text_of(words: Words, values: dict[str, Any]) -> Text:
    """Templates filled with values in words. What is too long is cut, and ends with …"""
    title, body, action = (filled(source, values) for source in words)
    return Text(_line(title, LONGEST_TITLE), _paragraphs(body), _line(action, LONGEST_ACTION))


def _line(text: str, longest: int) -> str:
    return _cut(BREAKS.sub(" ", text).strip(), longest)


def _paragraphs(text: str) -> str:
    return _cut(GAPS.sub("\n\n", text.replace("\r\n", "\n")).strip(), LONGEST_BODY)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
