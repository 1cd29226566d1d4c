"""Numbers of businesses and banks, each in its one form."""

from collections.abc import Callable
from typing import Any

from stdnum import bic, iban
from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from chassis.errors import UNKNOWN_CURRENCY, Refusal
from chassis.fields import LineField
from chassis.standards import DECIMALS
from resources.errors import INVALID_BIC, INVALID_IBAN

# Greece is EL in numbers of value added tax alone (Directive 2006/112/EC, article 215).
PREFIX_OF_GREECE = "EL"
# By which python-stdnum knows Northern Ireland, which is part of GB.
NORTHERN_IRELAND = "XI"
MEMBER_STATES = frozenset(state.upper() for state in vat.MEMBER_STATES) - {NORTHERN_IRELAND}


class StandardNumberField(LineField):
    """A number that a standard describes, kept without the blanks between its groups."""

    def __init__(self, canonical: Callable[[str], str], invalid: Refusal, **options: Any) -> None:
        # As people group it: an IBAN of 34 characters has 8 blanks.
        super().__init__(max_length=50, **options)
        self.canonical, self.invalid = canonical, invalid

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        try:
            return self.canonical(text) if text else ""
        except ValidationError as error:
            raise self.invalid() from error


class IbanField(StandardNumberField):
    """An account (ISO 13616): its country, length and check digits; kept in its electronic format."""

    def __init__(self, **options: Any) -> None:
        super().__init__(iban.validate, INVALID_IBAN, **options)


class BicField(StandardNumberField):
    """A bank (ISO 9362)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(bic.validate, INVALID_BIC, **options)


class CurrencyField(LineField):
    """A currency in use (ISO 4217)."""

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data)
        if code not in DECIMALS:
            raise UNKNOWN_CURRENCY()
        return code


def canonical_vat_id(country: str, text: str) -> str:
    """A number of value added tax in its one form.

    In the European Union it has the prefix of the state that gave it, and what check digits that state's
    numbers have; that it is registered is not asked. Elsewhere it is as it was written.
    Raises ValueError.
    """
    if country not in MEMBER_STATES or not text:
        return text
    number = vat.compact(text)
    prefix = number[:2]
    if prefix != PREFIX_OF_GREECE and prefix not in MEMBER_STATES - {"GR"}:
        raise ValueError(prefix)
    return str(vat.validate(number))
