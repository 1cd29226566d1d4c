"""In whose name mails are written; GET /internal/locations/{id}/logo/ of appointment-service."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from chassis.models import new_id
from tests.workshop.pictures import drawn, named
from workshop.letterhead import letterhead_of
from workshop.logos import appointments as asked
from workshop.models import DEFAULT_LOCATION_ID, Location, Logo

pytestmark = pytest.mark.django_db
PATH = "/internal/locations/{location_id}/logo/"


@pytest.fixture
def appointments(upstream: Any) -> Any:
    asked.breaker.close()
    return upstream("appointment-service")


def with_logo(picture: bytes) -> Location:
    location = Location.objects.get(pk=DEFAULT_LOCATION_ID)
    location.update({"identity": {"legal_name": "Muster GmbH", "logo": named(picture)}})
    return location


@pytest.mark.shows("PR26")
def test_a_letterhead_is_the_locations_identity(written_by):
    letterhead = letterhead_of(written_by.id)
    assert letterhead.name == "Muster Kfz-Werkstatt GmbH"
    assert letterhead.address == ("Werkstraße 1", "10115 Berlin", "DE")
    assert (letterhead.phone, letterhead.email) == ("+49 30 5550100", "office@example.com")
    assert letterhead.website == "https://www.example.com/"
    assert (letterhead.tax_id, letterhead.vat_id) == ("21/815/08150", "DE136695976")
    assert letterhead.bank == (
        ("bank_name", "Commerzbank"),
        ("iban", "DE89 3704 0044 0532 0130 00"),
        ("bic", "COBADEFFXXX"),
    )
    assert letterhead.imprint == ("Managing director: Erika Mustermann. Local court of Berlin, HRB 12345.",)
    assert letterhead.logo is None


def test_each_location_has_its_own_and_what_belongs_to_none_has_the_oldest_active_ones(written_by):
    other = Location.objects.create(name="South", time_zone="Europe/Berlin")
    assert letterhead_of(other.id).name == "South"
    assert letterhead_of(None).name == letterhead_of(new_id()).name == "Muster Kfz-Werkstatt GmbH"
    written_by.update({"is_active": False})
    assert letterhead_of(None).name == "South"
    other.update({"is_active": False})
    assert letterhead_of(None).name == "Muster Kfz-Werkstatt GmbH"


def test_a_location_without_an_identity_writes_in_its_own_name():
    letterhead = letterhead_of(DEFAULT_LOCATION_ID)
    assert (letterhead.name, letterhead.address, letterhead.bank) == ("Workshop", (), ())


def test_a_line_break_in_an_identity_is_a_space():
    Location.objects.filter(pk=DEFAULT_LOCATION_ID).update(
        name="W", identity={"legal_name": "Muster\r\nBcc: x@example.com", "email": "a@example.com\nX: y"}
    )
    letterhead = letterhead_of(None)
    assert letterhead.name == "Muster Bcc: x@example.com"
    assert "\n" not in letterhead.email


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGB"), ("WEBP", "RGB"), ("JPEG", "CMYK"), ("PNG", "P")])
def test_a_logo_is_asked_for_once_and_kept_small_as_a_png(appointments, kind, mode):
    picture = drawn(kind, mode=mode)
    location = with_logo(picture)
    appointments.replies("GET", PATH, picture)

    first, second = letterhead_of(location.id).logo, letterhead_of(location.id).logo

    assert first == second == Logo.objects.get()
    assert (first.width, first.height) == (480, 120)
    made = Image.open(BytesIO(bytes(first.content)))
    assert (made.format, made.size) == ("PNG", (480, 120))
    [call] = appointments.calls
    assert call.path == f"/internal/locations/{location.id}/logo/"


def test_a_small_logo_keeps_its_size(appointments):
    picture = drawn(size=(60, 60))
    location = with_logo(picture)
    appointments.replies("GET", PATH, picture)
    logo = letterhead_of(location.id).logo
    assert (logo.width, logo.height) == (60, 60)


def test_while_nobody_answers_mails_have_no_logo_and_later_they_do(appointments):
    picture = drawn()
    location = with_logo(picture)
    appointments.down()
    assert letterhead_of(location.id).logo is None
    assert not Logo.objects.exists()


@pytest.mark.parametrize("answer", [None, b"another picture"])
def test_a_logo_that_was_replaced_or_removed_since_is_left_out(appointments, answer):
    location = with_logo(drawn())
    if answer is not None:
        appointments.replies("GET", PATH, answer)
    assert letterhead_of(location.id).logo is None
    assert not Logo.objects.exists()
