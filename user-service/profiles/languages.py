"""Language tags as RFC 5646 (BCP 47) writes them."""

import re

LONGEST_TAG = 35
# language [-script] [-region] [-variants] [-extensions] [-private use], or private use alone. The seventeen
# irregular tags of before 2006, such as i-klingon, are left out, and so are languages of four to eight
# letters: none was ever registered.
TAG = re.compile(
    r"""(?:
        [a-z]{2,3} (?:-[a-z]{3}){0,3}
        (?: - (?P<script> [a-z]{4} ) )?
        (?: - (?P<region> [a-z]{2} | [0-9]{3} ) )?
        (?P<variants> (?: - (?: [a-z0-9]{5,8} | [0-9][a-z0-9]{3} ) )* )
        (?P<extensions> (?: - [0-9a-wy-z] (?: -[a-z0-9]{2,8} )+ )* )
        (?: - x (?: -[a-z0-9]{1,8} )+ )?
    | x (?: -[a-z0-9]{1,8} )+ )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def canonical(tag: str) -> str | None:
    """The tag in its usual capitals (de-CH, zh-Hant-TW), so that it is stored one way; None if it is none."""
    found = TAG.fullmatch(tag)
    if found is None or len(tag) > LONGEST_TAG or _repeats(found):
        return None
    parts = tag.lower()
    for name, shape in (("script", str.title), ("region", str.upper)):
        if found[name]:
            start, end = found.span(name)
            parts = parts[:start] + shape(parts[start:end]) + parts[end:]
    return parts


def _repeats(found: re.Match[str]) -> bool:
    """Whether a variant, or an extension's letter, stands twice, which makes a tag invalid (2.2.5, 2.2.6)."""
    variants = (found["variants"] or "").lower().split("-")[1:]
    singletons = [part for part in (found["extensions"] or "").lower().split("-") if len(part) == 1]
    return len(set(variants)) < len(variants) or len(set(singletons)) < len(singletons)
