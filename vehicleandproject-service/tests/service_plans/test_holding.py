"""POST /api/v1/vehicles/{id}/reminders/{reminder_id}/hold/: from a reminder to a slot that is held."""

from urllib.parse import parse_qs

import pytest

from chassis.models import new_id
from tests.urls import VEHICLES
from workshop.models import DEFAULT_LOCATION_ID

pytestmark = pytest.mark.django_db
SLOTS, HOLDS = "/api/v1/appointments/slots/", "/api/v1/appointments/holds/"
SLOT = {"start": "2027-11-23T08:00:00Z", "end": "2027-11-23T09:00:00Z", "service_type": "oil-change"}
TAKEN = {
    "type": "/api/docs/errors/#slot_taken",
    "title": "Conflict",
    "status": 409,
    "detail": "That time has just been taken.",
    "code": "slot_taken",
    "request_id": "of-the-upstream",
    "alternatives": [{**SLOT, "capacity_left": 1}],
}


@pytest.fixture
def workshop(catalogue):
    """appointment-service with one free slot, which it holds."""
    slots = {"time_zone": "Europe/Berlin", "results": [{**SLOT, "capacity_left": 1}]}
    catalogue.replies("GET", SLOTS, slots)
    catalogue.replies("POST", HOLDS, {"id": str(new_id()), **SLOT}, 201)
    catalogue.requests = lambda path: [call for call in catalogue.calls if call.path.startswith(path)]
    return catalogue


@pytest.fixture
def hold(workshop, remind, car, customer):
    """Hold a slot for a reminder of the car's oil, due in a year."""
    made = remind(every_months=12)

    def hold(client=customer, key=None, **body):
        headers = {"Idempotency-Key": key} if key else {}
        return client.post(f"{VEHICLES}{car['id']}/reminders/{made['id']}/hold/", body, headers=headers)

    return hold


@pytest.mark.shows("VE08")
def test_the_first_free_slot_from_the_day_on_which_it_is_due_is_held(hold, workshop, customer):
    held = hold()
    assert held.status_code == 201, held.json()
    assert (held.json()["start"], held.json()["end"]) == (SLOT["start"], SLOT["end"])
    assert (held.json()["service_type"], set(held.json())) == (
        "oil-change", {"hold_id", "location_id", "service_type", "start", "end", "expires_at"},
    )  # fmt: skip
    (searched,) = workshop.requests(SLOTS)
    assert parse_qs(searched.path.partition("?")[2]) == {
        "service_type": ["oil-change"],
        "location_id": [str(DEFAULT_LOCATION_ID)],
        "from": ["2027-11-23"],
        "to": ["2028-01-23"],
    }
    (asked,) = workshop.requests(HOLDS)
    assert asked.body["service_type"] == "oil-change"
    assert asked.body["start"] == "2027-11-23T08:00:00+00:00"
    assert asked.headers["Authorization"] == searched.headers["Authorization"]


@pytest.mark.shows("VE08")
def test_a_start_that_is_named_is_held_without_looking(hold, workshop):
    assert hold(start="2026-12-01T09:00:00Z").status_code == 201
    assert not workshop.requests(SLOTS)
    assert workshop.requests(HOLDS)[0].body["start"] == "2026-12-01T09:00:00+00:00"


@pytest.mark.parametrize(
    ("not_before", "first"), [("2026-12-24", "2026-12-24"), ("2026-01-01", "2026-11-23")]
)
def test_the_date_from_which_to_look_can_be_named(hold, workshop, not_before, first):
    assert hold(not_before=not_before).status_code == 201
    assert f"from={first}" in workshop.requests(SLOTS)[0].path


@pytest.mark.shows("VE08")
def test_a_request_that_is_repeated_holds_once(hold, workshop):
    first, again = hold(key="once"), hold(key="once")
    assert (first.json(), again.headers["Idempotency-Replayed"]) == (again.json(), "true")
    (asked,) = workshop.requests(HOLDS)
    assert asked.headers["Idempotency-Key"] not in {"", "once"}


@pytest.mark.shows("VE08")
def test_what_is_taken_meanwhile_is_refused_with_alternatives(hold, workshop):
    workshop.replies("POST", HOLDS, TAKEN, 409)
    refused = hold()
    assert (refused.status_code, refused.json()["code"]) == (409, "slot_taken")
    assert refused.json()["alternatives"] == TAKEN["alternatives"]


@pytest.mark.shows("VE08")
def test_where_nothing_is_free_the_range_is_said(hold, workshop):
    workshop.replies("GET", SLOTS, {"time_zone": "Europe/Berlin", "results": []})
    refused = hold()
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_free")
    assert (refused.json()["first"], refused.json()["last"]) == ("2027-11-23", "2028-01-23")
    assert not workshop.requests(HOLDS)


@pytest.mark.parametrize("path", [SLOTS, HOLDS])
def test_a_service_that_is_not_offered_there_is_409(hold, workshop, path):
    unknown = {**TAKEN, "status": 400, "code": "invalid", "title": "Bad Request"}
    workshop.replies("GET" if path == SLOTS else "POST", path, unknown, 400)
    refused = hold()
    assert (refused.status_code, refused.json()["code"]) == (409, "service_not_offered")


def test_while_appointment_service_is_away_it_is_503(hold, workshop):
    workshop.down()
    assert hold().status_code == 503


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"location_id": str(new_id())}, "location_id"),
        ({"start": "2026-12-01T09:00:00Z", "not_before": "2026-12-01"}, "not_before"),
        ({"start": "tomorrow"}, "start"),
    ],
)
def test_a_wrong_hold_is_refused_at_its_field(hold, body, field):
    reply = hold(**body)
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, field)


def test_nobody_holds_for_the_reminder_of_another(hold, stranger, workshop):
    assert hold(stranger).status_code == 404
    assert not workshop.requests(HOLDS)
