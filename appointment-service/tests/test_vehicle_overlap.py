"""A vehicle is in one booking at a time, unless the policy lets it be in two."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from appointments.models import Allocation, Appointment
from chassis.testing.parallel import at_the_same_time
from resources.models import Policy
from tests.rows import holds_capacity, row_of
from tests.urls import URL, url_of, waitlist
from waitlist.actions import offer_what_is_free

pytestmark = pytest.mark.django_db
EIGHT, NINE, TEN = "2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z"
BY_THE_MINUTE = {"slot_step_minutes": 1}


@pytest.fixture
def car(vehicle_of, customer):
    """Book one vehicle of the customer's, again and again."""
    known = []

    def book(start, client=customer, **changes):
        known[:] = known or [vehicle_of(customer)]
        body = {"vehicle_id": known[0], "service_type": "oil-change", "start": start, **changes}
        return client.post(URL, body)

    return book


def test_a_second_booking_at_that_time_is_refused_and_the_first_is_named(workshop, car, emitted):
    workshop(bays=2, technicians=2)
    first = car(EIGHT).json()
    reply = car("2026-11-24T07:30:00Z")
    refusal = reply.json()
    assert (reply.status_code, refusal["code"]) == (409, "vehicle_taken")
    assert {name: refusal[name] for name in ("appointment_id", "start", "end")} == {
        "appointment_id": first["id"],
        "start": EIGHT,
        "end": NINE,
    }
    assert [one["start"] for one in refusal["alternatives"]] == [NINE, "2026-11-24T08:30:00Z", TEN]
    assert car(refusal["alternatives"][0]["start"]).status_code == 201
    assert (Appointment.objects.count(), len(emitted("appointment.booked.v1"))) == (2, 2)
    assert Allocation.objects.filter(kind="vehicle").count() == 2


@pytest.mark.parametrize(
    ("start", "status"),
    [
        ("2026-11-24T07:59:00Z", 201),
        ("2026-11-24T08:00:00Z", 409),
        ("2026-11-24T09:58:00Z", 409),
        ("2026-11-24T09:59:00Z", 201),
    ],
)
def test_it_is_there_from_the_start_to_the_end_of_the_work_and_not_in_the_buffer(
    workshop, car, start, status
):
    workshop(bays=2, technicians=2, buffer_minutes=15, policy=BY_THE_MINUTE)
    assert car("2026-11-24T08:59:00Z").status_code == 201
    reply = car(start)
    assert reply.status_code == status
    if status == 409:
        assert reply.json()["code"] == "vehicle_taken"


def test_a_booking_that_the_asker_may_not_see_is_not_named(workshop, car, customer, stranger):
    workshop(bays=2, technicians=2)
    booked = car(EIGHT).json()
    Appointment.objects.update(customer_id=stranger.account_id)
    refusal = car(EIGHT).json()
    assert refusal["code"] == "vehicle_taken"
    assert refusal.keys().isdisjoint({"appointment_id", "start", "end"})
    assert row_of(booked).status == "pending"


def test_the_staff_are_shown_which_it_is_and_may_not_override_it(workshop, car, foreman):
    workshop(bays=2, technicians=2)
    booked = car(EIGHT).json()
    refusal = car("2026-11-24T07:07:00Z", foreman, override_reason="It is urgent.").json()
    assert (refusal["code"], refusal["appointment_id"]) == ("vehicle_taken", booked["id"])


def test_where_the_policy_allows_it_they_overlap(workshop, car, admin):
    workshop(bays=2, technicians=2)
    changed = admin.patch(f"{URL}policies/", {"allow_vehicle_overlap": True})
    assert (changed.status_code, changed.json()["allow_vehicle_overlap"]) == (200, True)
    assert [car(EIGHT).status_code for _ in range(2)] == [201, 201]
    assert not Allocation.objects.filter(kind="vehicle").exists()
    assert Policy.objects.get().allow_vehicle_overlap is True


def test_a_booking_is_not_in_its_own_way_when_it_is_moved(workshop, car, customer):
    workshop(bays=2, technicians=2)
    booked, later = car(EIGHT).json(), car(TEN).json()
    moved = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T07:30:00Z"})
    assert moved.status_code == 200
    refused = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T08:30:00Z"})
    assert (refused.status_code, refused.json()["code"]) == (409, "vehicle_taken")
    assert refused.json()["appointment_id"] == later["id"]
    row = row_of(booked)
    assert row.start == datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    assert row.allocations.get(kind="vehicle").during.lower == row.start
    assert holds_capacity(booked)


def test_what_is_cancelled_lets_it_go(workshop, car, customer):
    workshop()
    booked = car(EIGHT).json()
    customer.post(url_of(booked, "cancel"))
    assert car(EIGHT).status_code == 201


def test_a_refusal_for_want_of_a_bay_offers_times_at_which_the_vehicle_is_free(workshop, book, car, stranger):
    workshop(bays=2, technicians=2)
    book(stranger, NINE)
    assert car("2026-11-24T08:30:00Z").status_code == 201
    refusal = car(NINE).json()
    for offer in refusal["alternatives"]:
        assert offer["start"] >= "2026-11-24T09:30:00Z"
    assert car(refusal["alternatives"][0]["start"]).status_code == 201


def test_a_hold_takes_no_vehicle_and_the_booking_does(workshop, car, customer):
    workshop(bays=2, technicians=2)
    assert car(EIGHT).status_code == 201
    held = customer.post(f"{URL}holds/", {"service_type": "oil-change", "start": EIGHT}).json()
    reply = car(EIGHT, hold_id=held["id"])
    assert (reply.status_code, reply.json()["code"]) == (409, "vehicle_taken")
    assert customer.get(f"{URL}holds/{held['id']}/").status_code == 200


def test_what_is_offered_is_not_accepted_while_the_vehicle_is_elsewhere(
    workshop, try_to_book, book, join, customer, stranger, admin
):
    workshop(hours=(("08:00", "09:00"),))
    full = book(stranger, EIGHT)
    entry = join(customer)
    admin.post(f"{URL}service-types/", {
        "code": "wash", "name": "Wash", "duration_minutes": 60, "bay_kind": "wash",
        "price": {"amount": "5.00", "currency": "EUR"},
    })  # fmt: skip
    admin.post(f"{URL}bays/", {"name": "Wash", "kind": "wash"})
    stranger.post(url_of(full, "cancel"))
    offer_what_is_free()
    row = Appointment.objects.get()
    taken = {"reservation": row.reservation, "kind": "vehicle", "resource_id": entry["vehicle_id"]}
    Allocation.objects.create(during=(row.start, row.end), **taken)
    reply = customer.post(waitlist(entry, "accept"), {"start": EIGHT})
    assert (reply.status_code, reply.json()["code"]) == (409, "vehicle_taken")
    assert customer.get(waitlist(entry)).json()["status"] == "offered"


@pytest.mark.django_db(transaction=True)
def test_of_fifty_bookings_of_one_vehicle_at_times_that_overlap_one_is_made(
    workshop, vehicle_of, customer, employee
):
    workshop(bays=50, technicians=50, policy=BY_THE_MINUTE)
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change"}

    def insistently(start):
        """Again while whose vehicle it is cannot be asked: everybody wants to know at once."""
        while (reply := employee.post(URL, {**body, "start": start.isoformat()})).status_code == 503:
            assert reply.json()["code"] == "upstream_unavailable"
        return reply

    starts = [datetime(2026, 11, 24, 9, tzinfo=UTC) + timedelta(minutes=minute) for minute in range(50)]
    replies = at_the_same_time(*[lambda start=start: insistently(start) for start in starts])
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 49
    assert {reply.json()["code"] for reply in replies if reply.status_code == 409} == {"vehicle_taken"}
    assert Appointment.objects.count() == 1
    assert sorted(Allocation.objects.values_list("kind", flat=True)) == ["bay", "technician", "vehicle"]


@pytest.mark.django_db(transaction=True)
def test_bookings_of_before_that_overlap_are_kept_and_the_first_has_the_vehicle(workshop, car, admin):
    workshop(bays=2, technicians=2)
    admin.patch(f"{URL}policies/", {"allow_vehicle_overlap": True})
    first, second, later = (car(start).json() for start in (EIGHT, "2026-11-24T07:30:00Z", TEN))
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("appointments", "0017_visits_of_several_services")])
    MigrationExecutor(connection).migrate(newest)
    taken = [row_of(one).allocations.filter(kind="vehicle").count() for one in (first, second, later)]
    assert taken == [1, 0, 1]
    assert all(holds_capacity(one) for one in (first, second, later))
