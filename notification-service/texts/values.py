"""What a text is filled with: plain text, numbers and truths, and what each language writes its own way.

Whoever has news hands it on as it came, and it is kept as JSON; only a reader's language makes words of it.
"""

from copy import copy
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone_gmt, get_timezone_name

from chassis.money import decimals
from chassis.text import composed
from texts.language import Language

Values = dict[str, Any]


def instant(at: str, zone: str) -> Values:
    """An instant (RFC 3339) as the clock on the workshop's wall shows it; `zone` is that clock's (IANA)."""
    return {"type": "instant", "at": at, "zone": zone}


def day(on: str) -> Values:
    """A date, such as 2026-11-22."""
    return {"type": "day", "on": on}


def money(amount: Values) -> Values:
    """Money as events have it: `{"amount": "120.50", "currency": "EUR"}`."""
    return {"type": "money", "amount": amount["amount"], "currency": amount["currency"]}


def worded(value: Any, language: Language) -> Any:
    """A value as this language writes it. What is no typed value stays what it is."""
    if not isinstance(value, dict):
        return value
    return composed(_WORDED[value["type"]](value, language))


def _instant(value: Values, language: Language) -> str:
    moment = datetime.fromisoformat(value["at"]).astimezone(ZoneInfo(value["zone"]))
    text = format_datetime(moment, language.instant, locale=language.locale)
    return f"{text} ({_zone(moment, language.locale)})"


def _zone(moment: datetime, locale: str) -> str:
    """A zone as its people abbreviate it, such as CET, if this language knows how; else its offset."""
    name = get_timezone_name(moment, width="short", locale=locale)
    return name if name.isalpha() else get_timezone_gmt(moment, width="long", locale=locale)


def _day(value: Values, language: Language) -> str:
    return format_date(date.fromisoformat(value["on"]), language.day, locale=language.locale)


def _money(value: Values, language: Language) -> str:
    """With the decimals of ISO 4217, as everywhere here; CLDR has others for some currencies."""
    pattern = copy(Locale.parse(language.locale).currency_formats["standard"])
    pattern.frac_prec = (decimals(value["currency"]),) * 2
    amount, currency = Decimal(value["amount"]), value["currency"]
    return str(pattern.apply(amount, language.locale, currency=currency, currency_digits=False))


_WORDED = {"instant": _instant, "day": _day, "money": _money}
