"""What a language is made of here. The languages themselves: texts/languages/."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Words(NamedTuple):
    """The templates of one text (texts/sandbox.py). The title and the button's label are one line."""

    title: str
    body: str
    action: str = ""


@dataclass(frozen=True)
class Language:
    """`day` and `instant` are patterns of CLDR (UTS 35); `locale` is whose months and separators they use.

    What is unreviewed is written by people who do not speak it at home: no mail is sent in it.
    """

    code: str
    name: str
    locale: str
    day: str
    instant: str
    is_reviewed: bool
    texts: Mapping[str, Words]
