"""POST /api/v1/appointments/holds/, and booking with a hold."""

from datetime import datetime, timedelta

import pytest

from appointments.models import Allocation, Appointment, Hold
from appointments.tasks import expire_holds
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from resources.models import DEFAULT_LOCATION_ID, Bay, Technician
from tests.moments import NOW
from tests.rows import holds_capacity, of_the_workshop
from tests.urls import URL

pytestmark = pytest.mark.django_db
EIGHT, TUESDAY = "2026-11-24T07:00:00Z", "2026-11-24"


@pytest.fixture
def hold():
    def hold(client, start=EIGHT, **options):
        return client.post(f"{URL}holds/", {"service_type": "oil-change", "start": start}, **options)

    return hold


@pytest.fixture
def booking(vehicle_of):
    def booking(client, held, start=EIGHT):
        return {
            "vehicle_id": vehicle_of(client),
            "service_type": "oil-change",
            "start": start,
            "hold_id": held.json()["id"],
        }

    return booking


@pytest.mark.shows("AP06")
def test_a_hold_keeps_a_slot_for_ten_minutes(workshop, hold, customer, slots, emitted):
    workshop(buffer_minutes=15)
    reply = hold(customer)
    assert reply.status_code == 201
    row = Hold.objects.get()
    assert reply.json() == {
        "id": str(row.id),
        "service_type": "oil-change",
        "services": ["oil-change"],
        "at_once": False,
        "start": EIGHT,
        "end": "2026-11-24T08:00:00Z",
        "location_id": str(DEFAULT_LOCATION_ID),
        "employee_id": str(row.employee_id),
        "assignment_reason": "only_one",
        "expires_at": reply.json()["expires_at"],
    }
    length = datetime.fromisoformat(reply.json()["expires_at"]) - NOW
    assert timedelta(minutes=10) <= length < timedelta(minutes=11)
    assert row.holder_id == customer.account_id
    assert {one.kind for one in row.allocations.all()} == {"bay", "technician"}
    assert EIGHT not in slots(TUESDAY)
    assert not emitted()


@pytest.mark.shows("AP06")
def test_a_held_slot_is_taken_for_others(workshop, hold, customer, stranger):
    workshop()
    hold(customer)
    reply = hold(stranger)
    assert (reply.status_code, reply.json()["code"]) == (409, "slot_taken")
    assert reply.json()["alternatives"][0]["start"] == "2026-11-24T08:00:00Z"
    assert Hold.objects.count() == 1


@pytest.mark.shows("AP06")
def test_the_holder_books_what_they_hold(workshop, hold, booking, customer, emitted):
    workshop()
    held = hold(customer)
    reply = customer.post(URL, booking(customer, held))
    assert reply.status_code == 201
    assert holds_capacity(reply.json())
    assert not Hold.objects.exists()
    assert [event.subject for event in emitted("appointment.booked.v1")] == [reply.json()["id"]]


@pytest.mark.shows("AP06")
@pytest.mark.parametrize("worker_runs", [True, False])
def test_an_expired_hold_gives_its_slot_back(
    workshop, hold, book, slots, customer, stranger, clock, worker_runs
):
    """Whether or not the worker has come by."""
    workshop()
    hold(customer)
    clock.move_to(NOW + timedelta(minutes=9, seconds=59), tick=False)
    assert EIGHT not in slots(TUESDAY)
    clock.move_to(NOW + timedelta(minutes=10, seconds=5), tick=False)
    if worker_runs:
        expire_holds()
        expire_holds()
        assert not Hold.objects.exists()
        assert not Allocation.objects.exists()
    assert EIGHT in slots(TUESDAY)
    assert holds_capacity(book(stranger, EIGHT))
    assert not Hold.objects.exists()


def test_the_worker_leaves_living_holds_alone(workshop, hold, customer):
    workshop()
    hold(customer)
    expire_holds()
    assert Hold.objects.count() == 1
    assert of_the_workshop().count() == 2


@pytest.mark.shows("AP06")
def test_an_expired_hold_books_nothing(workshop, hold, booking, customer, clock, emitted):
    workshop()
    held = hold(customer)
    clock.move_to(NOW + timedelta(minutes=11))
    reply = customer.post(URL, booking(customer, held))
    assert (reply.status_code, reply.json()["code"]) == (409, "hold_expired")
    assert not Appointment.objects.exists()
    assert not emitted()


def test_a_hold_is_used_once(workshop, hold, booking, customer):
    workshop()
    sent = booking(customer, hold(customer))
    assert customer.post(URL, sent).status_code == 201
    assert customer.post(URL, sent).json()["code"] == "hold_expired"


def test_another_persons_hold_is_not_there(workshop, hold, booking, customer, stranger):
    workshop()
    held = hold(customer)
    reply = stranger.post(URL, booking(stranger, held))
    assert (reply.status_code, reply.json()["code"]) == (409, "hold_expired")
    assert Hold.objects.count() == 1


def test_a_hold_is_for_its_own_start(workshop, hold, booking, customer):
    workshop()
    reply = customer.post(URL, booking(customer, hold(customer), "2026-11-24T09:00:00Z"))
    assert (reply.status_code, reply.json()["code"], reply.json()["start"]) == (409, "hold_mismatch", EIGHT)


def test_holds_count_towards_the_limit(workshop, hold, booking, customer):
    workshop(policy={"max_open_per_customer": 1})
    held = hold(customer)
    assert hold(customer, "2026-11-24T09:00:00Z").json()["code"] == "too_many_open"
    assert customer.post(URL, booking(customer, held)).status_code == 201


def test_what_is_no_slot_cannot_be_held(workshop, hold, customer):
    workshop()
    reply = hold(customer, "2026-11-24T07:01:00Z")
    assert (reply.status_code, reply.json()["code"]) == (409, "not_a_slot")
    assert reply.json()["alternatives"]
    assert not Hold.objects.exists()


def test_a_retry_gets_the_same_hold(workshop, hold, customer):
    workshop(bays=2, technicians=2)
    first, second = (hold(customer, headers={"Idempotency-Key": "one-hold"}) for _ in range(2))
    assert first.content == second.content
    assert Hold.objects.count() == 1


def test_an_unknown_hold_is_refused(workshop, vehicle_of, customer):
    workshop()
    sent = {
        "vehicle_id": vehicle_of(customer),
        "service_type": "oil-change",
        "start": EIGHT,
        "hold_id": str(new_id()),
    }
    assert customer.post(URL, sent).json()["code"] == "hold_expired"


@pytest.mark.django_db(transaction=True)
def test_many_who_find_the_same_expired_holds_share_what_they_held(
    workshop, hold, customer, employee, vehicle_of, clock
):
    workshop(bays=3, technicians=3, policy={"allow_vehicle_overlap": True})
    assert [hold(customer).status_code for _ in range(4)] == [201, 201, 201, 409]
    clock.move_to(NOW + timedelta(minutes=11))
    sent = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": EIGHT}
    statuses = at_the_same_time(*[lambda: employee.post(URL, sent).status_code] * 12)
    assert sorted(statuses) == [201] * 3 + [409] * 9
    assert not Hold.objects.exists()
    assert of_the_workshop().count() == 6


def test_holds_are_listed_and_released_by_their_holder(workshop, hold, customer, stranger, slots):
    workshop()
    held = hold(customer).json()
    address = f"{URL}holds/{held['id']}/"
    assert customer.get(f"{URL}holds/").json()["results"] == [held]
    assert customer.get(address).json() == held
    assert stranger.get(f"{URL}holds/").json()["results"] == []
    assert stranger.delete(address).status_code == 404
    assert customer.delete(address).status_code == 204
    assert not Hold.objects.exists()
    assert not Allocation.objects.exists()
    assert EIGHT in slots(TUESDAY)
    assert customer.delete(address).status_code == 404


def test_a_hold_that_has_expired_is_none(workshop, hold, customer, clock):
    workshop()
    held = hold(customer).json()
    clock.move_to(NOW + timedelta(minutes=10, seconds=1))
    assert customer.get(f"{URL}holds/").json()["results"] == []
    assert customer.delete(f"{URL}holds/{held['id']}/").status_code == 404


def test_ones_own_hold_in_the_way_is_named_as_such(workshop, hold, customer, stranger, vehicle_of, booking):
    workshop()
    held = hold(customer).json()
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": EIGHT}
    for reply in (customer.post(URL, body), hold(customer)):
        assert (reply.status_code, reply.json()["code"]) == (409, "own_hold")
        assert reply.json()["hold_id"] == held["id"]
        assert reply.json()["alternatives"][0]["start"] == "2026-11-24T08:00:00Z"
    assert not Appointment.objects.exists()
    assert hold(stranger).json()["code"] == "slot_taken"


def test_the_staff_hold_twenty_starts_at_most(workshop, hold, employee, monkeypatch):
    monkeypatch.setattr("appointments.actions.limits.MOST_HOLDS", 2)
    workshop(bays=3, technicians=3)
    assert [hold(employee).status_code for _ in range(3)] == [201, 201, 409]
    refused = hold(employee).json()
    assert (refused["code"], refused["limit"]) == ("too_many_holds", 2)
    assert Hold.objects.count() == 2


@pytest.fixture
def happens(admin, hire):
    """What may happen to the calendar while a start is held, by name."""
    day = {"start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z", "reason": "Storm"}
    return {
        "closure": lambda: admin.post(f"{URL}closures/", day),
        "hours": lambda: admin.put(f"{URL}opening-hours/", {"periods": []}),
        "bay": lambda: admin.patch(f"{URL}bays/{Bay.objects.get().id}/", {"is_active": False}),
        "technician": lambda: hire(employee_id=Technician.objects.get().id, is_active=False),
    }


@pytest.mark.parametrize("what", ["closure", "hours", "bay", "technician"])
def test_a_hold_is_booked_by_the_calendar_as_it_is_now(workshop, hold, booking, customer, happens, what):
    """A closure has told its admin which bookings it hits: there may be no other behind it."""
    workshop()
    held = hold(customer)
    happens[what]()
    reply = customer.post(URL, booking(customer, held))
    assert (reply.status_code, reply.json()["code"]) == (409, "not_a_slot")
    assert not Appointment.objects.exists()
    assert Hold.objects.count() == 1


def test_a_hold_is_booked_where_another_bay_and_technician_are_left(
    workshop, hold, booking, customer, admin, hire
):
    workshop(bays=2, technicians=2)
    held = hold(customer)
    row = Hold.objects.get()
    admin.patch(f"{URL}bays/{row.bay_id}/", {"is_active": False})
    hire(employee_id=row.employee_id, is_active=False)
    reply = customer.post(URL, booking(customer, held))
    assert reply.status_code == 201
    assert reply.json()["bay"]["id"] != str(row.bay_id)
    assert reply.json()["employee_id"] != str(row.employee_id)
    assert holds_capacity(reply.json())


def test_what_was_held_in_time_is_booked_when_it_would_be_too_soon(workshop, hold, booking, customer, clock):
    workshop(policy={"lead_minutes": 55})
    held = hold(customer, "2026-11-23T09:00:00Z")
    assert held.status_code == 201
    clock.move_to(NOW + timedelta(minutes=9))
    assert hold(customer, "2026-11-23T09:00:00Z").json()["reason"] == "too_soon"
    assert customer.post(URL, booking(customer, held, "2026-11-23T09:00:00Z")).status_code == 201


def test_a_hold_whose_technician_left_is_taken_and_not_in_its_own_way(
    workshop, hold, booking, book, hire, customer, stranger
):
    workshop(bays=2, technicians=2)
    held = hold(customer)
    book(stranger, EIGHT)
    hire(employee_id=Hold.objects.get().employee_id, is_active=False)
    reply = customer.post(URL, booking(customer, held))
    assert (reply.status_code, reply.json()["code"]) == (409, "slot_taken")
