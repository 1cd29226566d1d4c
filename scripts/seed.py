"""Furnish a workshop for development through the API, as its admin would. Safe to repeat.

Three bays, three technicians with skills and hours, opening hours, whose workshop it is and five service
types. The accounts are made before by the `seed` command of authentication-service, because the API lets
nobody make an admin.
"""

import argparse
import base64
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from platform_client import Person, Unexpected

PASSWORD = "servease-demo"
TECHNICIANS = {
    "technician@servease.test": ["engine", "brakes", "electrics", "inspection"],
    "technician2@servease.test": ["engine", "brakes", "inspection"],
    "technician3@servease.test": ["engine", "electrics", "tyres", "inspection"],
}
BAYS = {"Bay 1": "lift", "Bay 2": "lift", "Bay 3": "flat"}
WORKDAYS = range(6)  # Monday to Saturday
OPENS, CLOSES = "08:00", "18:00"
SERVICE_TYPES = [
    ("oil-change", "Oil change", 60, 15, "89.00", "engine", "lift"),
    ("brake-service", "Brake service", 120, 15, "240.00", "brakes", "lift"),
    ("inspection", "Annual inspection", 90, 0, "119.00", "inspection", "lift"),
    ("diagnosis", "Electrical diagnosis", 60, 0, "75.00", "electrics", "flat"),
    ("tyre-change", "Tyre change", 45, 15, "59.00", "tyres", "flat"),
]
DEFAULT_LOCATION_ID = "00000000-0000-7000-8000-000000000001"
# The numbers are those of examples in the documentation of their standards; nobody's account is meant.
IDENTITY = {
    "legal_name": "Muster Kfz-Werkstatt GmbH",
    "address": {"street": "Werkstraße 1", "postal_code": "10115", "city": "Berlin", "country": "DE"},
    "tax_id": "21/815/08150",
    "vat_id": "DE136695976",
    "bank": {"iban": "DE89370400440532013000", "bic": "COBADEFFXXX", "bank_name": "Commerzbank"},
    "email": "office@example.com",
    "website": "https://www.example.com/",
    "invoice_footer": "Managing director: Erika Mustermann. Local court of Berlin, HRB 12345.",
    "currency": "EUR",
}
# A tyre beside two bars, PNG.
LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAGAAAAAgAQAAAADFu0D5AAAAk0lEQVR42nWRwQ2DMAxFn00OHColIzBCNyijdTRG6AiMYCQOHKK6h4q4"
    "VOBTvp7jPDniRCmHsJSf8FpbEBfaNXV4NlThYd9jpxXm1raBxbRuitF2u29BSh9kHlI9dUuMSvZT6+swvVlERMo/Geaaos22IGV9hY9B"
    "NoDsrj209WiCobkpjLvbcVVMXbzqln0vufyFDy+DMIMrTeJ6AAAAAElFTkSuQmCC"
)


def seed(gateway: str) -> None:
    admin = Person(gateway, "admin")
    admin.login("admin@servease.test", PASSWORD)
    for email, skills in TECHNICIANS.items():
        employ(admin, account_of(admin, email), skills)
    open_workshop(admin)
    name_workshop(admin)
    offer_services(admin)
    for code, *_ in SERVICE_TYPES:
        wait_for_slots(admin, code)


def account_of(admin: Person, email: str) -> str:
    accounts = admin.get("auth/accounts/", search=email)["results"]
    for account in accounts:
        if account["email"] == email:
            identity: str = account["id"]
            return identity
    raise Unexpected(f"There is no account {email}: run authentication-service's seed command first.")


def employ(admin: Person, employee_id: str, skills: list[str]) -> None:
    path = f"employees/{employee_id}/"
    admin.wait_for(path, lambda employee: employee["is_active"], f"The employee {employee_id}")
    admin.put(f"{path}skills/", {"skills": [{"code": code} for code in skills]})
    hours = [{"weekday": weekday, "start": OPENS, "end": CLOSES} for weekday in WORKDAYS]
    admin.put(f"{path}working-hours/", {"working_hours": hours})


def open_workshop(admin: Person) -> None:
    present = {bay["name"] for bay in results(admin, "appointments/bays/")}
    for name, kind in BAYS.items():
        if name not in present:
            admin.post("appointments/bays/", {"name": name, "kind": kind}, 201)
    hours = [{"weekday": weekday, "opens": OPENS, "closes": CLOSES} for weekday in WORKDAYS]
    admin.put("appointments/opening-hours/", {"periods": hours})


def name_workshop(admin: Person) -> None:
    location = f"appointments/locations/{DEFAULT_LOCATION_ID}"
    identity = admin.get(f"{location}/identity/")
    if not identity["legal_name"]:
        admin.put(f"{location}/identity/", IDENTITY)
    if not identity["logo"]:
        admin.ask("PUT", f"{location}/logo/", 200, files={"file": ("logo.png", LOGO)})


def offer_services(admin: Person) -> None:
    present = {service["code"] for service in results(admin, "appointments/service-types/")}
    for code, name, minutes, buffer, amount, skill, bay_kind in SERVICE_TYPES:
        if code not in present:
            service = {
                "code": code,
                "name": name,
                "duration_minutes": minutes,
                "buffer_minutes": buffer,
                "price": {"amount": amount, "currency": "EUR"},
                "required_skill": skill,
                "bay_kind": bay_kind,
            }
            admin.post("appointments/service-types/", service, 201)


def wait_for_slots(admin: Person, code: str) -> None:
    """The calendars are ready when the technicians' skills and hours have reached them."""
    admin.wait_for(
        "appointments/slots/",
        lambda answer: bool(answer["results"]),
        f"A free slot for {code}",
        service_type=code,
        **coming_weeks(),
    )


def coming_weeks() -> dict[str, str]:
    today = datetime.now(UTC).date()
    return {"from": today.isoformat(), "to": (today + timedelta(days=14)).isoformat()}


def results(person: Person, path: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = person.get(path, page_size=100)["results"]
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Furnish a workshop for development. Safe to repeat.")
    parser.add_argument("--gateway", required=True, metavar="URL")
    gateway = parser.parse_args().gateway
    try:
        seed(gateway)
    except (Unexpected, requests.ConnectionError) as error:
        sys.exit(f"The workshop could not be furnished: {error}")
    print(f"A workshop with {len(BAYS)} bays, {len(TECHNICIANS)} technicians, {len(SERVICE_TYPES)} services.")


if __name__ == "__main__":
    main()
