"""Two at once: who comes second waits, and finds things as the first one left them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from appointments.actions.limits import turn_of
from appointments.models import Allocation, Appointment, Reservation
from chassis.auth import Actor
from chassis.testing.parallel import on_its_own_connection
from resources.actions import learn_technician
from resources.calendar_lock import hold_the_calendar_still
from resources.models import Bay, Location, ServiceType
from tests.rows import holds_capacity, row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT, TEN = "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z"


@pytest.fixture
def moving(workshop, book, customer, stranger):
    """A booking whose new time is on another bay, because its own is taken then."""
    workshop(bays=2, technicians=2)
    booked = book(customer, EIGHT)
    book(stranger, TEN)
    return booked


@pytest.mark.parametrize(
    ("verb", "body", "status"),
    [("confirm", None, "confirmed"), ("cancel", {"reason": "The lift is broken."}, "cancelled")],
)
def test_what_is_just_being_moved_is_moved_first(moving, customer, employee, meanwhile, verb, body, status):
    with transaction.atomic():
        moved = customer.post(url_of(moving, "reschedule"), {"start": TEN}).json()
        second = meanwhile(lambda: employee.post(url_of(moving, verb), body))
    assert moved["bay"] != moving["bay"]
    reply = second.result()
    assert (reply.status_code, reply.json()) == (200, {**moved, "status": status})
    assert row_of(moving).status == status


def test_what_is_just_being_cancelled_is_not_moved(moving, customer, employee, meanwhile):
    with transaction.atomic():
        employee.post(url_of(moving, "cancel"), {"reason": "The lift is broken."})
        second = meanwhile(lambda: customer.post(url_of(moving, "reschedule"), {"start": TEN}))
    reply = second.result()
    assert (reply.status_code, reply.json()["code"]) == (409, "illegal_transition")
    assert reply.json()["current_status"] == "cancelled"
    assert row_of(moving).bay.name == moving["bay"]["name"]


def technician_leaves(employee_id):
    published = {
        "employee_id": str(employee_id),
        "first_name": "Tina",
        "last_name": "Torque",
        "is_active": False,
        "skills": [],
        "working_hours": [],
    }
    return lambda: learn_technician(published)


@pytest.fixture
def changes(admin, employee):
    """What may happen to the calendar, by name."""
    bay, policy = f"{URL}bays/", f"{URL}policies/"
    day = {"start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z", "reason": "Storm"}
    exceptions, holidays = f"{URL}opening-hours/exceptions/", f"{URL}closures/holidays/"
    # That day is a holiday in Reggio.
    Location.objects.update(country="IT", region="RE")
    return {
        "holiday": lambda _: admin.post(holidays, {"dates": ["2026-11-24"]}),
        "exception": lambda _: admin.put(f"{exceptions}2026-11-24/", {"periods": []}),
        "closure": lambda _: admin.post(f"{URL}closures/", day),
        "hours": lambda _: admin.put(f"{URL}opening-hours/", {"periods": []}),
        "bay": lambda _: admin.patch(f"{bay}{Bay.objects.get().id}/", {"is_active": False}),
        "service": lambda _: admin.patch(
            f"{URL}service-types/{ServiceType.objects.get().id}/", {"is_active": False}
        ),
        "policy": lambda _: admin.patch(policy, {"horizon_days": 0}),
        "technician": lambda booked: technician_leaves(booked["employee_id"])(),
    }


@pytest.mark.parametrize(
    "what", ["closure", "holiday", "exception", "hours", "bay", "service", "policy", "technician"]
)
def test_a_change_of_the_calendar_waits_for_who_takes_time(
    workshop, book, customer, meanwhile, changes, what
):
    workshop()
    with transaction.atomic():
        booked = book(customer, EIGHT)
        change = meanwhile(lambda: changes[what](booked))
    reply = change.result()
    if what in {"closure", "holiday", "exception"}:
        answer = reply.json()["results"][0] if what == "holiday" else reply.json()
        assert [hit["id"] for hit in answer["bookings"]] == [booked["id"]]
    assert holds_capacity(booked)


@pytest.mark.parametrize("what", ["closure", "holiday", "exception", "hours", "bay", "policy", "technician"])
def test_who_takes_time_waits_for_a_change_of_the_calendar(
    workshop, book, hire, customer, vehicle_of, meanwhile, changes, what
):
    workshop(technicians=0)
    colleague = {"employee_id": str(hire())}
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": EIGHT}
    with transaction.atomic():
        changes[what](colleague)
        booking = meanwhile(lambda: customer.post(URL, body))
    assert (booking.result().status_code, booking.result().json()["code"]) == (409, "not_a_slot")
    assert not Appointment.objects.exists()


def test_who_takes_time_does_not_wait_for_others_who_do(workshop, book, customer, stranger):
    workshop(bays=2, technicians=2)

    with transaction.atomic():
        book(customer, EIGHT)
        with ThreadPoolExecutor(1) as pool:
            booking = pool.submit(on_its_own_connection, lambda: book(stranger, TEN))
            assert booking.result(timeout=60)["start"] == TEN


@pytest.fixture
def takes(customer, vehicle_of):
    """How a customer may take a start, by name."""
    wanted = {"service_type": "oil-change", "start": EIGHT}
    return {
        "book": lambda: customer.post(URL, {"vehicle_id": vehicle_of(customer), **wanted}),
        "hold": lambda: customer.post(f"{URL}holds/", wanted),
    }


@pytest.mark.parametrize("how", ["book", "hold"])
def test_what_is_just_being_taken_off_sale_is_not_taken(workshop, meanwhile, changes, takes, how):
    workshop()
    with transaction.atomic():
        changes["service"](None)
        second = meanwhile(takes[how])
    reply = second.result()
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "service_type")
    assert not Allocation.objects.exists()


@pytest.mark.parametrize("how", ["book", "hold"])
def test_a_service_that_is_just_made_longer_takes_up_its_new_time(workshop, admin, meanwhile, takes, how):
    service = workshop()
    with transaction.atomic():
        admin.patch(f"{URL}service-types/{service.id}/", {"duration_minutes": 90})
        second = meanwhile(takes[how])
    assert (second.result().status_code, second.result().json()["end"]) == (201, "2026-11-24T08:30:00Z")


def test_a_hold_that_is_let_go_while_it_is_being_booked_has_expired(
    workshop, customer, vehicle_of, meanwhile, emitted
):
    workshop()
    wanted = {"service_type": "oil-change", "start": EIGHT}
    held = customer.post(f"{URL}holds/", wanted).json()
    booking = {**wanted, "vehicle_id": vehicle_of(customer), "hold_id": held["id"]}
    with transaction.atomic():
        assert customer.delete(f"{URL}holds/{held['id']}/").status_code == 204
        booked = meanwhile(lambda: customer.post(URL, booking))
    assert (booked.result().status_code, booked.result().json()["code"]) == (409, "hold_expired")
    assert not Reservation.objects.exists()
    assert not emitted()


def test_who_moves_waits_for_their_turn_before_giving_back_what_has_expired(
    workshop, book, customer, clock, meanwhile
):
    workshop(bays=2, technicians=2)
    booked = book(customer, TEN)
    held = customer.post(f"{URL}holds/", {"service_type": "oil-change", "start": EIGHT}).json()
    clock.move_to(datetime.fromisoformat(held["expires_at"]) + timedelta(minutes=1))
    with transaction.atomic():
        hold_the_calendar_still(turn_of(Actor(customer.account_id, "customer")))
        moving = meanwhile(
            lambda: customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T11:00:00Z"})
        )
        assert Reservation.objects.delete_expired(timezone.now()) == 1
    assert moving.result().status_code == 200
