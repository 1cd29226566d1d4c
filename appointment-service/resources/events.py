"""The news of what can be booked. Payloads: contracts/events/."""

from typing import Any

from chassis.events import emit
from chassis.events.event import Changes
from chassis.files.models import StoredFile
from chassis.money import as_text
from resources.models import Bay, Location, ServiceType


def service_type_added(service_type: ServiceType) -> None:
    emit("service_type.added.v1", subject=service_type.id, data=_offer(service_type))


def service_type_changed(service_type: ServiceType, changes: Changes) -> None:
    emit("service_type.changed.v1", subject=service_type.id, data=_offer(service_type), changes=changes)


def location_changed(location: Location, changes: Changes | None = None) -> None:
    data = {
        "location_id": str(location.id),
        "name": location.name,
        "time_zone": location.time_zone,
        "address": location.address,
        "phone": location.phone,
        "country": location.country,
        "region": location.region,
        "is_active": location.is_active,
        "currency": location.currency,
        "identity": _identity(location),
    }
    emit("location.changed.v1", subject=location.id, data=data, changes=changes)


def bay_changed(bay: Bay, changes: Changes | None = None) -> None:
    data = {
        "bay_id": str(bay.id),
        "location_id": str(bay.location_id),
        "name": bay.name,
        "kind": bay.kind,
        "is_active": bay.is_active,
    }
    emit("bay.changed.v1", subject=bay.id, data=data, changes=changes)


def _identity(location: Location) -> dict[str, Any]:
    return {
        "legal_name": location.legal_name,
        "address": {
            "street": location.street,
            "postal_code": location.postal_code,
            "city": location.city,
            "region": location.postal_region,
            "country": location.postal_country,
        },
        "tax_id": location.tax_id,
        "vat_id": location.vat_id,
        "bank": {
            "account_holder": location.account_holder,
            "iban": location.iban,
            "bic": location.bic,
            "bank_name": location.bank_name,
            "account_number": location.account_number,
            "routing_number": location.routing_number,
        },
        "email": location.email,
        "website": location.website,
        "invoice_footer": location.invoice_footer,
        "logo": _logo(location.logo),
    }


def _logo(file: StoredFile | None) -> dict[str, Any] | None:
    """What its bytes are known by to whoever prints them, and asks for them once."""
    return file and {"id": str(file.id), "media_type": file.media_type, "sha256": file.sha256}


def _offer(service_type: ServiceType) -> dict[str, Any]:
    return {
        "service_type_id": str(service_type.id),
        "location_id": str(service_type.location_id),
        "code": service_type.code,
        "name": service_type.name,
        "duration_minutes": service_type.duration_minutes,
        "buffer_before_minutes": service_type.buffer_before_minutes,
        "buffer_minutes": service_type.buffer_minutes,
        "price": {
            "amount": as_text(service_type.price_amount, service_type.price_currency),
            "currency": service_type.price_currency,
        },
        "required_skill": service_type.required_skill,
        "bay_kind": service_type.bay_kind,
        "equipment": service_type.equipment,
        "hours": service_type.hours,
        "is_active": service_type.is_active,
    }
