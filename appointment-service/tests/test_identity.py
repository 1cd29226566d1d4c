"""/api/v1/appointments/locations/{id}/identity/: in whose name a location writes invoices."""

from typing import Any

import pytest

from chassis.models import new_id
from resources.examples import IDENTITY
from resources.models import DEFAULT_LOCATION_ID, Location
from tests.urls import URL

pytestmark = pytest.mark.django_db
LOCATIONS = f"{URL}locations/"
PATH = f"{LOCATIONS}{DEFAULT_LOCATION_ID}/identity/"
BARE = {
    "legal_name": "Muster GmbH",
    "address": {"street": "Werkstraße 1", "city": "Berlin", "country": "DE"},
    "currency": "EUR",
}
NO_BANK = dict.fromkeys(IDENTITY["bank"], "")
SOLD = {"code": "wash", "name": "Wash", "duration_minutes": 30, "bay_kind": "flat"}


def in_country(country: str, **changes: Any) -> dict[str, Any]:
    return {**BARE, "address": {**BARE["address"], "country": country}, **changes}


def published(identity: dict[str, Any]) -> dict[str, Any]:
    """What an event says of an identity beside the currency."""
    return {name: value for name, value in identity.items() if name != "currency"}


def test_an_admin_says_whose_workshop_it_is_and_everybody_reads_it(admin, customer, emitted, example):
    reply = admin.put(PATH, IDENTITY)

    assert (reply.status_code, reply.json()) == (200, {**IDENTITY, "logo": None})
    assert customer.get(PATH).json() == reply.json()
    row = Location.objects.get()
    assert (row.legal_name, row.postal_country, row.vat_id) == (IDENTITY["legal_name"], "DE", "DE136695976")
    assert (row.iban, row.bic, row.currency) == ("DE89370400440532013000", "COBADEFFXXX", "EUR")
    (event,) = emitted()
    assert (event.name, event.subject) == ("location.changed.v1", str(DEFAULT_LOCATION_ID))
    assert (event.data["identity"], event.data["currency"]) == ({**published(IDENTITY), "logo": None}, "EUR")
    assert event.data.keys() == example(event.name).keys()
    assert event.changes["legal_name"] == ["", IDENTITY["legal_name"]]


def test_before_anybody_says_so_there_is_a_currency_alone(customer):
    empty = dict.fromkeys(published(IDENTITY), "")
    address = dict.fromkeys(IDENTITY["address"], "")
    shown = {**empty, "address": address, "bank": NO_BANK, "currency": "EUR", "logo": None}
    assert customer.get(PATH).json() == shown


def test_only_admins_say_so(api, employee, customer, emitted):
    for client in (employee, customer, api.as_employee(groups=["office"])):
        assert client.put(PATH, IDENTITY).status_code == 403
    assert Location.objects.get().legal_name == ""
    assert emitted() == []


def test_of_no_location_there_is_none(admin):
    path = f"{LOCATIONS}{new_id()}/identity/"
    assert (admin.get(path).status_code, admin.put(path, IDENTITY).status_code) == (404, 404)


def test_what_changes_nothing_is_not_published(admin, emitted):
    for _ in range(2):
        assert admin.put(PATH, IDENTITY).status_code == 200
    spaced = {**IDENTITY["bank"], "iban": "de89 3704 0044 0532 0130 00"}
    assert admin.put(PATH, {**IDENTITY, "bank": spaced}).status_code == 200
    assert Location.objects.get().iban == IDENTITY["bank"]["iban"]
    assert len(emitted()) == 1


def test_what_is_left_out_is_empty(admin, emitted):
    admin.put(PATH, IDENTITY)

    reply = admin.put(PATH, BARE)

    assert (reply.status_code, reply.json()["bank"], reply.json()["vat_id"]) == (200, NO_BANK, "")
    assert (Location.objects.get().iban, emitted()[-1].data["identity"]["bank"]) == ("", NO_BANK)


def test_one_changed_meanwhile_is_not_overwritten(admin):
    stale = {"If-Match": admin.get(PATH)["ETag"]}
    assert admin.put(PATH, BARE, headers=stale).status_code == 200
    assert admin.put(PATH, IDENTITY, headers=stale).status_code == 412
    assert Location.objects.get().vat_id == ""


@pytest.mark.parametrize(
    ("country", "written", "kept"),
    [
        ("DE", "de 136 695 976", "DE136695976"),
        ("AT", "ATU57194903", "ATU57194903"),
        ("BE", "BE 0697.449.992", "BE0697449992"),
        ("FR", "FR 61 954 506 077", "FR61954506077"),
        ("GR", "EL 094259216", "EL094259216"),
        ("DE", "ATU57194903", "ATU57194903"),
        ("CH", "CHE-107.787.577 MWST", "CHE-107.787.577 MWST"),
        ("MX", "ESM920101AB1", "ESM920101AB1"),
        ("GB", "GB 980 7806 84", "GB 980 7806 84"),
    ],
)
def test_a_vat_number_has_its_states_check_digits_in_the_union_and_is_free_elsewhere(
    admin, country, written, kept
):
    reply = admin.put(PATH, in_country(country, vat_id=written))
    assert (reply.status_code, reply.json()["vat_id"]) == (200, kept)
    assert Location.objects.get().vat_id == kept


@pytest.mark.parametrize(
    "written",
    ["DE123456789", "136695976", "DE13669597", "GR094259216", "EU372000148", "XI980780684", "DE", "-"],
)
def test_a_vat_number_that_no_member_state_gave_is_refused(admin, emitted, written):
    reply = admin.put(PATH, in_country("DE", vat_id=written))
    assert reply.status_code == 400
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [("vat_id", "invalid_vat_id")]
    assert Location.objects.get().legal_name == ""
    assert emitted() == []


def test_where_there_is_no_iban_an_account_has_numbers(admin, emitted):
    bank = {"bank_name": "First Bank", "account_number": "000123456789", "routing_number": "011000015"}
    reply = admin.put(PATH, in_country("US", bank=bank, currency="USD"))
    assert (reply.status_code, reply.json()["bank"]) == (200, {**NO_BANK, **bank})
    (event,) = emitted()
    assert (event.data["identity"]["bank"], event.data["currency"]) == ({**NO_BANK, **bank}, "USD")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"legal_name": ""}, "legal_name", "blank"),
        ({"address": {**BARE["address"], "country": "ZZ"}}, "address.country", "unknown_country"),
        ({"address": {"street": "Werkstraße 1"}}, "address.city", "required"),
        ({"address": {**BARE["address"], "zip": "1"}}, "address.zip", "unknown_field"),
        ({"bank": {"iban": "DE89370400440532013001"}}, "bank.iban", "invalid_iban"),
        ({"bank": {"iban": "US89370400440532013000"}}, "bank.iban", "invalid_iban"),
        ({"bank": {"iban": "DE8937040044053201300"}}, "bank.iban", "invalid_iban"),
        ({"bank": {"bic": "COBADEF"}}, "bank.bic", "invalid_bic"),
        ({"bank": {"bic": "COBAZZFF"}}, "bank.bic", "invalid_bic"),
        ({"bank": None}, "bank", "null"),
        ({"email": "nobody"}, "email", "invalid"),
        ({"website": "javascript:alert(1)"}, "website", "invalid"),
        ({"invoice_footer": "x" * 1001}, "invoice_footer", "max_length"),
        ({"currency": "DEM"}, "currency", "unknown_currency"),
        ({"currency": None}, "currency", "null"),
        ({"phone": "+49 30 5550100"}, "phone", "unknown_field"),
    ],
)
def test_what_is_not_well_formed_is_named(admin, emitted, changes, field, code):
    reply = admin.put(PATH, {**BARE, **changes})
    assert reply.status_code == 400
    assert (field, code) in [(one["field"], one["code"]) for one in reply.json()["errors"]]
    assert Location.objects.get().legal_name == ""
    assert emitted() == []


def test_until_it_is_said_the_currency_is_that_of_the_first_service(admin, emitted):
    for code, amount, currency in (("wash", "2000", "JPY"), ("polish", "19.00", "USD")):
        body = {**SOLD, "code": code, "price": {"amount": amount, "currency": currency}}
        assert admin.post(f"{URL}service-types/", body).status_code == 201
    assert admin.get(PATH).json()["currency"] == "JPY"
    (event,) = emitted("location.changed.v1")
    assert (event.data["currency"], event.changes) == ("JPY", {"currency": ["EUR", "JPY"]})


def test_once_it_is_said_no_price_changes_the_currency(admin, emitted):
    admin.put(PATH, BARE)
    body = {**SOLD, "price": {"amount": "2000", "currency": "JPY"}}
    assert admin.post(f"{URL}service-types/", body).status_code == 201
    assert admin.get(PATH).json()["currency"] == "EUR"
    assert len(emitted("location.changed.v1")) == 1
