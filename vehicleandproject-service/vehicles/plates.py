"""Licence plates: shown as they are written, compared without what a plate's frame and screws decide."""

import unicodedata

from django.db.models import Func, Value
from django.db.models.functions import Upper

# Whatever people put between the groups of a plate: spaces, dashes, dots, slashes, underscores.
SIGNS = " -\u2010\u2011\u2012\u2013\u2014\u2212.\u00b7\u2022/_"


def shown(text: str) -> str:
    """A plate in capitals, its groups one space apart: " b-ts  2020" is "B-TS 2020"."""
    return " ".join(unicodedata.normalize("NFKC", text).upper().split())


def key(text: str) -> str:
    """What two writings of one plate have in common: "B-TS 2020" and "b ts2020" are "BTS2020"."""
    return shown(text).translate(dict.fromkeys(map(ord, SIGNS)))


def key_column() -> Upper:
    """`key` in the database, for the column that is compared."""
    return Upper(Func("plate", Value(SIGNS), Value(""), function="translate"))
