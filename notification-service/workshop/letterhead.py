"""What stands on each mail of a location: in whose name it is written, and how they are reached."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from workshop.logos import logo_for
from workshop.models import DEFAULT_CURRENCY, Location, Logo


@dataclass(frozen=True)
class Letterhead:
    """Each text is one line, empty where nothing is known; `bank` is names of phrases with their values."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    tax_id: str = ""
    vat_id: str = ""
    bank: tuple[tuple[str, str], ...] = ()
    # What law wants on business letters, as who directs the company; a line each.
    imprint: tuple[str, ...] = ()
    logo: Logo | None = field(default=None, compare=False)
    time_zone: str = "UTC"
    currency: str = DEFAULT_CURRENCY


def letterhead_of(location_id: UUID | None) -> Letterhead:
    """The letterhead of a location.

    Rule: what belongs to no location, or to one of which there is no news yet, is written in the name of the
    oldest that is active.
    """
    location = (
        Location.objects.filter(pk=location_id).first()
        or Location.objects.filter(is_active=True).order_by("pk").first()
        or Location.objects.order_by("pk").first()
    )
    if location is None:
        return Letterhead("ServEase")
    identity = location.identity
    return Letterhead(
        name=one_line(identity.get("legal_name") or location.name),
        address=_address(identity.get("address") or {}),
        phone=one_line(location.phone),
        email=one_line(identity.get("email")),
        website=one_line(identity.get("website")),
        tax_id=one_line(identity.get("tax_id")),
        vat_id=one_line(identity.get("vat_id")),
        bank=_bank(identity.get("bank") or {}),
        imprint=tuple(filter(None, map(one_line, (identity.get("invoice_footer") or "").splitlines()))),
        logo=logo_for(location),
        time_zone=location.time_zone,
        currency=location.currency,
    )


def one_line(text: str | None) -> str:
    """Without line breaks and other control characters, which would end a header's line."""
    return " ".join("".join(one if one.isprintable() else " " for one in text or "").split())


def _address(address: dict[str, Any]) -> tuple[str, ...]:
    city = " ".join(filter(None, (address.get("postal_code"), address.get("city"))))
    parts = (address.get("street"), city, address.get("region"), address.get("country"))
    return tuple(filter(None, map(one_line, parts)))


def _bank(bank: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """What a transfer needs; the IBAN in groups of four, as people copy it."""
    iban = one_line(bank.get("iban"))
    said = {
        "account_holder": one_line(bank.get("account_holder")),
        "bank_name": one_line(bank.get("bank_name")),
        "iban": " ".join(iban[start : start + 4] for start in range(0, len(iban), 4)),
        "bic": one_line(bank.get("bic")),
        "account_number": one_line(bank.get("account_number")),
        "routing_number": one_line(bank.get("routing_number")),
    }
    return tuple((name, value) for name, value in said.items() if value)
