"""How a search finds rows: each of its words occurs somewhere, with or without its accents."""

import re
import unicodedata
from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import CharField, Lookup, Q, TextField

from chassis.text import clean

# What a decomposed letter carries: the accents of Latin, Greek and Cyrillic.
ACCENTS = "[\u0300-\u036f]"


@CharField.register_lookup
@TextField.register_lookup
class Mentions(Lookup):
    """`name__mentions="muller"` is true of Müller: neither accents nor case count.

    PostgreSQL decomposes; its extension unaccent would have to be made in every database first.
    """

    lookup_name = "mentions"

    def get_prep_lookup(self) -> str:
        pattern = re.sub(r"([%_\\])", r"\\\1", without_accents(self.rhs))
        return f"%{pattern}%"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        column, of_column = self.process_lhs(compiler, connection)
        word, of_word = self.process_rhs(compiler, connection)
        return (
            f"regexp_replace(normalize({column}, NFD), %s, '', 'g') ILIKE {word}",
            (*of_column, ACCENTS, *of_word),
        )


def words_of(text: str) -> list[str]:
    """The words of a search, cleaned as what is stored is; "Müller, Ida" has the same two as "Ida Müller"."""
    return [word for word in (part.strip(",;") for part in clean(text).split()) if word]


def mentioning(words: Iterable[str], columns: Iterable[str]) -> Q:
    """Rows in which each word occurs in one of the columns."""
    return reduce(and_, (reduce(or_, (_mentions(column, word) for column in columns)) for word in words))


def without_accents(text: str) -> str:
    return re.sub(ACCENTS, "", unicodedata.normalize("NFD", text))


def _mentions(column: str, word: str) -> Q:
    if not column.endswith("phone"):
        return Q(**{f"{column}__mentions": word})
    # Kept as +4930901820: people write 030/901820, and the zero is not in it.
    digits = re.sub(r"[()/.-]", "", word).lstrip("0")
    return Q(**{f"{column}__contains": digits}) if re.fullmatch("[+]?[0-9]+", digits) else Q(pk__in=[])
