"""/api/v1/appointments/closures/ (AP09)."""

import pytest

from appointments.models import Closure
from tests.conftest import URL, holds_capacity

pytestmark = pytest.mark.django_db
CLOSURES = f"{URL}closures/"
TUESDAY = {"start": "2026-11-24T00:00:00+01:00", "end": "2026-11-25T00:00:00+01:00", "reason": "Inventory"}


def test_a_closure_removes_slots_and_names_the_bookings_it_hits(admin, workshop, book, customer, slots):
    workshop()
    hit = [book(customer, "2026-11-24T07:00:00Z"), book(customer, "2026-11-24T09:00:00Z")]
    cancelled = book(customer, "2026-11-24T11:00:00Z")
    customer.post(f"{URL}{cancelled['id']}/cancel/")
    book(customer, "2026-11-25T07:00:00Z")
    reply = admin.post(CLOSURES, TUESDAY)
    assert reply.status_code == 201
    assert reply.json()["bookings"] == hit
    assert Closure.objects.get().reason == "Inventory"
    assert all(holds_capacity(booked) for booked in hit)
    assert {start[:10] for start in slots("2026-11-24", "2026-11-25")} == {"2026-11-25"}


def test_everybody_sees_closures_and_a_removed_one_is_gone(admin, workshop, customer, slots):
    workshop()
    added = admin.post(CLOSURES, TUESDAY).json()
    del added["bookings"]
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


def test_only_admins_close(employee, customer):
    for client in (employee, customer):
        assert client.post(CLOSURES, TUESDAY).status_code == 403
    assert not Closure.objects.exists()


def test_a_retry_closes_once(admin):
    key = {"Idempotency-Key": "one-closure"}
    first, second = (admin.post(CLOSURES, TUESDAY, headers=key) for _ in range(2))
    assert first.content == second.content
    assert Closure.objects.count() == 1
