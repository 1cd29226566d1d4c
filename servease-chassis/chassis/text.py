"""Text as it is kept and compared, so that what looks the same is the same (docs/adr/0013).

One function for all that comes in: what is stored, what is searched for, what is filtered by.
"""

import re
import unicodedata

from chassis.errors import NULL_CHARACTER, UNSEEN_CHARACTERS

SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# What is no character and never will be (Unicode, 23.7). No PDF and no XML document with one is written.
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# Controls, and what has no shape of its own: joiners, fillers, selectors, tags, marks of direction.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff" + NONCHARACTERS + "]"
)
JOINERS = "\u200c\u200d"
VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
VIRAMA = 9


def clean(text: str, *, lines: bool = False) -> str:
    """Text in its one form: composed (NFC), trimmed, each space the plain one, nothing unseen in it.

    Rule: a line has no control characters, line breaks, invisible characters or marks that turn the direction
    of writing; with `lines`, line breaks (kept as \\n) and tabs are fine. What joins letters of a script that
    needs it, or the parts of an emoji, stays.
    """
    text = composed(text)
    if lines:
        text = LINE_ENDS.sub("\n", text)
    text = text.strip()
    for found in UNSEEN.finditer(text):
        if found[0] == "\x00":
            raise NULL_CHARACTER()
        if not (lines and found[0] in "\n\t") and not _belongs(text, found.start()):
            raise UNSEEN_CHARACTERS()
    return text


def composed(text: str) -> str:
    return text if text.isascii() else SPACES.sub(" ", unicodedata.normalize("NFC", text))


def opaque(password: str) -> str:
    """A password as RFC 8265 (OpaqueString) compares it: NFC, each space the plain one, else untouched."""
    return unicodedata.normalize("NFC", SPACES.sub(" ", password))


def _belongs(text: str, place: int) -> bool:
    """Whether this joiner or selector changes what one sees (RFC 5892, appendix A; emoji beside it)."""
    before, one, after = text[place - 1 : place], text[place], text[place + 1 : place + 2]
    if not before:
        return False
    kind = unicodedata.category(before)
    if VARIANTS.match(one):
        return before in set("0123456789#*") or kind in {"So", "Sm", "Po", "Lo"}
    if one not in JOINERS or not after:
        return False
    if unicodedata.combining(before) == VIRAMA:
        return True
    if unicodedata.bidirectional(after) == "AL":
        return unicodedata.bidirectional(before) in {"AL", "NSM"}
    return unicodedata.category(after) == "So" and (kind in {"So", "Sk"} or bool(VARIANTS.match(before)))
