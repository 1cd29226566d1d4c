"""From deferred work to a slot that is held for it."""

from datetime import UTC, datetime

import pytest

from chassis.models import new_id
from estimates.models import Line
from tests.answers import answered
from tests.urls import PROJECTS, VEHICLES
from vehicles.models import Vehicle

pytestmark = [pytest.mark.django_db, pytest.mark.shows("PR10")]
SLOTS, HOLDS = "/api/v1/appointments/slots/", "/api/v1/appointments/holds/"
SLOT = {"start": "2027-11-23T08:00:00Z", "end": "2027-11-23T09:00:00Z", "service_type": "brakes"}


@pytest.fixture
def workshop(bookings):
    """appointment-service with one free slot, which it holds."""
    slots = {"time_zone": "Europe/Berlin", "results": [{**SLOT, "capacity_left": 1}]}
    bookings.replies("GET", SLOTS, slots)
    bookings.replies("POST", HOLDS, {"id": str(new_id()), **SLOT}, 201)
    bookings.requests = lambda path: [call for call in bookings.calls if call.path.startswith(path)]
    return bookings


@pytest.fixture
def hold(discs, estimated, workshop, customer):
    def hold(client=customer, key=None, **changes):
        body = {"line_ids": [discs[0]["id"]], "service_type": "brakes", **changes}
        headers = {"Idempotency-Key": key} if key else {}
        return client.post(f"{VEHICLES}{estimated['vehicle_id']}/deferred-work/hold/", body, headers=headers)

    return hold


def wanted():
    return [str(pk) for pk in Line.objects.filter(wanted_at__isnull=False).values_list("pk", flat=True)]


def test_the_customer_holds_a_slot_for_it_and_the_visit_says_so(
    hold, workshop, discs, visit, customer, employee
):
    held = hold()
    assert held.status_code == 201, held.json()
    assert (held.json()["start"], held.json()["service_type"]) == (SLOT["start"], "brakes")
    (searched,), (asked,) = workshop.requests(SLOTS), workshop.requests(HOLDS)
    assert f"from={datetime.now(UTC).year}" in searched.path
    assert asked.headers["Authorization"] == searched.headers["Authorization"]
    later = visit()
    rows = answered(employee.get(f"{PROJECTS}{later['id']}/deferred-work/"))["results"]
    assert [(row["id"], row["wanted_at"] is not None) for row in rows] == [
        (discs[1]["id"], False), (discs[0]["id"], True),
    ]  # fmt: skip


def test_it_is_held_when_it_is_asked_for(hold, workshop):
    assert hold(not_before="2099-12-24").status_code == 201
    assert "from=2099-12-24" in workshop.requests(SLOTS)[0].path
    assert hold(start="2099-12-28T09:00:00Z").status_code == 201
    assert workshop.requests(HOLDS)[1].body["start"] == "2099-12-28T09:00:00+00:00"
    assert len(workshop.requests(SLOTS)) == 1


def test_a_hold_that_is_repeated_holds_once(hold, workshop):
    first, again = hold(key="once"), hold(key="once")
    assert (first.json(), again["Idempotency-Replayed"]) == (again.json(), "true")
    (asked,) = workshop.requests(HOLDS)
    assert asked.headers["Idempotency-Key"] not in {"", "once"}


def test_where_nothing_is_held_nothing_is_wanted(hold, workshop):
    workshop.replies("GET", SLOTS, {"time_zone": "Europe/Berlin", "results": []})
    assert (hold().status_code, hold().json()["code"]) == (409, "nothing_free")
    workshop.down()
    assert hold().status_code == 503
    assert wanted() == []


def test_only_what_is_still_deferred_is_held_for(hold, workshop, discs, visit, take_up, stranger):
    assert hold(stranger).status_code == 404
    unknown = hold(line_ids=[discs[0]["id"], str(new_id())])
    assert [(e["field"], e["code"]) for e in unknown.json()["errors"]] == [("line_ids", "unknown")]
    answered(take_up(visit(), discs[0]))
    refused = hold()
    assert (refused.status_code, refused.json()["code"]) == (409, "deferred_no_more")
    assert (workshop.requests(HOLDS), wanted()) == ([], [])


def test_a_customer_holds_for_nothing_of_an_owner_of_before(
    hold, discs, estimated, stranger, employee, customer_list, workshop
):
    Vehicle.objects.update(owner_id=stranger.account_id)
    refused = hold(stranger)
    assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [("line_ids", "unknown")]
    assert workshop.requests(HOLDS) == []
