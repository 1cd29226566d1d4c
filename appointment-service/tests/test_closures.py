"""/api/v1/appointments/closures/."""

from datetime import UTC, datetime

import pytest

from chassis.models import new_id
from resources.models import Closure
from tests.rows import closed_for, holds_capacity
from tests.urls import URL

pytestmark = pytest.mark.django_db
CLOSURES = f"{URL}closures/"
TUESDAY = {"start": "2026-11-24T00:00:00+01:00", "end": "2026-11-25T00:00:00+01:00", "reason": "Inventory"}


@pytest.mark.shows("AP09")
def test_a_closure_removes_slots_and_names_the_bookings_it_hits(admin, workshop, book, customer, slots):
    workshop()
    hit = [book(customer, "2026-11-24T07:00:00Z"), book(customer, "2026-11-24T09:00:00Z")]
    cancelled = book(customer, "2026-11-24T11:00:00Z")
    customer.post(f"{URL}{cancelled['id']}/cancel/")
    book(customer, "2026-11-25T07:00:00Z")
    reply = admin.post(CLOSURES, TUESDAY)
    assert reply.status_code == 201
    hit = [closed_for(booked) for booked in hit]
    assert (reply.json()["bookings"], reply.json()["bookings_count"]) == (hit, 2)
    listed = admin.get(URL, {"closure_id": reply.json()["id"], "ordering": "start"}).json()["results"]
    assert listed == hit
    assert Closure.objects.get().reason == "Inventory"
    assert all(holds_capacity(booked) for booked in hit)
    assert {start[:10] for start in slots("2026-11-24", "2026-11-25")} == {"2026-11-25"}


def test_everybody_sees_closures_and_a_removed_one_is_gone(admin, workshop, customer, slots):
    workshop()
    added = admin.post(CLOSURES, TUESDAY).json()
    del added["bookings"], added["bookings_count"]
    assert customer.get(CLOSURES).json()["results"] == [added]
    assert customer.get(CLOSURES, {"ends_after": "2026-11-26T00:00:00Z"}).json()["results"] == []
    assert admin.delete(f"{CLOSURES}{added['id']}/").status_code == 204
    assert not Closure.objects.exists()
    assert slots("2026-11-24")
    assert admin.delete(f"{CLOSURES}{added['id']}/").status_code == 404


def test_a_closure_ends_after_it_starts(admin):
    reply = admin.post(CLOSURES, {**TUESDAY, "end": TUESDAY["start"]})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "before_start")
    assert not Closure.objects.exists()


def test_an_answer_names_a_hundred_bookings_and_counts_them_all(admin, workshop, book, customer, monkeypatch):
    monkeypatch.setattr("appointments.actions.bookings_hit.MOST_NAMED", 1)
    workshop()
    hit = [book(customer, "2026-11-24T07:00:00Z"), book(customer, "2026-11-24T09:00:00Z")]
    reply = admin.post(CLOSURES, TUESDAY).json()
    assert (reply["bookings"], reply["bookings_count"]) == ([closed_for(hit[0])], 2)


def test_what_is_past_is_not_hit(admin, workshop, book, customer, clock):
    workshop()
    book(customer, "2026-11-24T07:00:00Z")
    clock.move_to(datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert admin.post(CLOSURES, TUESDAY).json()["bookings_count"] == 0


def test_a_closure_is_no_longer_than_a_year(admin):
    reply = admin.post(CLOSURES, {**TUESDAY, "end": "2027-11-26T00:00:00+01:00"})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "range_too_long")
    assert not Closure.objects.exists()


def test_bookings_of_a_closure_that_is_unknown_are_refused(admin):
    reply = admin.get(URL, {"closure_id": str(new_id())})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "closure_id")


def test_only_who_may_change_the_calendar_closes(employee, customer, foreman):
    for client in (employee, customer, foreman):
        assert client.post(CLOSURES, TUESDAY).status_code == 403
    assert not Closure.objects.exists()


def test_a_retry_closes_once(admin):
    key = {"Idempotency-Key": "one-closure"}
    first, second = (admin.post(CLOSURES, TUESDAY, headers=key) for _ in range(2))
    assert first.content == second.content
    assert Closure.objects.count() == 1


def test_the_office_closes(api):
    office = api.as_employee(groups=["office"])
    assert office.post(CLOSURES, TUESDAY).status_code == 201
