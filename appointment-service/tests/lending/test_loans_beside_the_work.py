"""What becomes of a loan when its booking, or the workshop, is changed."""

from datetime import UTC, datetime, timedelta

import pytest

from appointments.models import Allocation, Appointment, ResourceKind
from appointments.statuses import Status
from resources.models import Lendable
from tests.moments import NOW
from tests.rows import row_of
from tests.urls import URL, url_of

EIGHT, NINE, TEN = (f"2026-11-24T{hour}:00:00Z" for hour in ("08", "09", "10"))
NEXT_DAY = "2026-11-25T08:00:00Z"
WEDNESDAY = "2026-11-25T16:00:00Z"
LENDABLES = "/api/v1/appointments/lendables/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(book_with_car, customer, api, clock):
    """Book eight o'clock with a car, and check the vehicle in then."""

    def bring(**changes):
        booked = book_with_car(customer, EIGHT, **changes)
        clock.move_to(NOW + timedelta(days=1), tick=False)
        staff = api.as_employee()
        assert staff.post(url_of(booked, "confirm")).status_code == 200
        return staff, staff.post(url_of(booked, "check-in"), {}).json()

    return bring


def loans(booked):
    taken = Allocation.objects.filter(reservation=row_of(booked).reservation_id, kind=ResourceKind.LENDABLE)
    return [(f"{one.during.lower:%d %H:%M}", f"{one.during.upper:%d %H:%M}") for one in taken]


def test_a_closure_hits_the_work_and_not_how_long_something_is_lent(
    workshop, cars, book_with_car, customer, admin
):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT, lent_until=WEDNESDAY)
    closed = {"start": "2026-11-25T00:00:00Z", "end": "2026-11-25T12:00:00Z", "reason": "Inventory"}
    closure = admin.post(f"{URL}closures/", closed).json()
    assert (closure["bookings_count"], closure["bookings"]) == (0, [])
    moved = admin.post(f"{URL}closures/{closure['id']}/move-bookings/", {}).json()
    assert moved["results"] == []
    assert customer.get(url_of(booked)).json() == booked


def test_hours_of_a_date_hit_the_work_and_not_the_night_over_which_something_is_lent(
    workshop, cars, book_with_car, customer, admin
):
    workshop()
    cars(1)
    book_with_car(customer, EIGHT, lent_until=WEDNESDAY)
    periods = {"periods": [{"opens": "12:00", "closes": "17:00"}]}
    reply = admin.put(f"{URL}opening-hours/exceptions/2026-11-25/", periods)
    assert (reply.status_code, reply.json()["bookings_count"]) == (200, 0)


@pytest.mark.parametrize("status", ["cancelled", "rejected"])
def test_where_the_work_is_given_up_the_customer_still_has_the_car(
    workshop, cars, bring, deliver, example, slots, status
):
    workshop(bays=2, technicians=2)
    cars(1)
    staff, here = bring(lent_until=WEDNESDAY)
    news = example("project.status_changed.v1", "vehicleandproject-service")
    news |= {"appointment_id": here["id"], "reason": "", "status": status}
    assert deliver("project.status_changed.v1", news) == "handled"
    row = row_of(here)
    assert (row.status, row.lent["returned_at"]) == (Status.CANCELLED, None)
    assert [one.kind for one in row.allocations] == [ResourceKind.LENDABLE]
    assert NEXT_DAY in slots("2026-11-25")
    assert NEXT_DAY not in slots("2026-11-25", lend="courtesy_car")
    back = staff.post(url_of(here, "take-back"))
    assert back.json()["lent"]["returned_at"] == EIGHT
    assert NEXT_DAY in slots("2026-11-25", lend="courtesy_car")


def test_what_is_back_is_not_lent_again_when_the_booking_is_moved(
    workshop, cars, book_with_car, customer, employee
):
    workshop(bays=2, technicians=2)
    cars(1)
    booked = book_with_car(customer, EIGHT)
    back = employee.post(url_of(booked, "take-back")).json()
    moved = customer.post(url_of(booked, "reschedule"), {"start": TEN})
    assert (moved.status_code, moved.json()["lent"]) == (200, back["lent"])
    assert loans(booked) == []


@pytest.mark.parametrize(
    ("start", "ends"), [("2026-11-27T08:00:00Z", "29 16:00"), ("2026-11-23T09:00:00Z", "25 17:00")]
)
def test_at_a_new_time_it_is_lent_for_as_long_after_the_start(
    workshop, cars, book_with_car, customer, start, ends
):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT, lent_until="2026-11-26T16:00:00Z")
    moved = customer.post(url_of(booked, "reschedule"), {"start": start}).json()
    assert moved["lent"]["ends"] == f"2026-11-{ends[:2]}T{ends[3:]}:00Z"
    assert [end for _, end in loans(booked)] == [ends]


def test_work_that_takes_longer_leaves_alone_what_is_due_before(
    workshop, cars, bring, book_with_car, emitted
):
    workshop(bays=2, technicians=2)
    cars(1)
    staff, here = bring()
    sooner = staff.post(url_of(here, "lend-until"), {"lent_until": "2026-11-24T08:30:00Z"})
    assert sooner.status_code == 200
    book_with_car(staff, "2026-11-24T08:30:00Z")
    longer = staff.post(url_of(here, "extend"), {"end": "2026-11-24T09:30:00Z"})
    assert (longer.status_code, longer.json()["lent"]) == (200, sooner.json()["lent"])
    assert loans(here) == [("24 08:00", "24 08:30")]
    assert len(emitted("appointment.loan_changed.v1")) == 1


def test_work_that_takes_longer_says_until_when_the_car_is_lent(workshop, cars, bring, emitted):
    workshop()
    cars(1)
    staff, here = bring()
    longer = staff.post(url_of(here, "extend"), {"end": "2026-11-24T09:30:00Z"}).json()
    (news,) = emitted("appointment.loan_changed.v1")
    assert news.data["lent"] == longer["lent"]
    lines = [line.reason for line in row_of(here).transitions.order_by("id")]
    assert lines[-2:] == ["lends Car 1 until 2026-11-24T09:30:00Z", "extended"]


def test_a_car_that_is_promised_to_another_is_in_the_way(workshop, cars, bring, book_with_car):
    workshop(bays=2, technicians=2)
    (car,) = cars(1)
    staff, here = bring()
    other = book_with_car(staff, NINE)
    refused = staff.post(url_of(here, "extend"), {"end": "2026-11-24T09:30:00Z"})
    assert (refused.status_code, refused.json()["code"]) == (409, "in_the_way")
    (obstacle,) = [one for one in refused.json()["in_the_way"] if one["resource"] == "lendable"]
    assert (obstacle["id"], obstacle["resource_id"]) == (other["id"], str(car.id))
    assert loans(here) == [("24 08:00", "24 09:00")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"is_active": False}, "lendable_out_of_use"), ({"kind": "bicycle"}, "lendable_unsuitable")],
)
def test_a_booking_whose_car_is_gone_needs_attention_until_it_has_another(
    workshop, cars, book_with_car, customer, employee, admin, emitted, change, reason
):
    workshop()
    gone, other = cars(2)
    booked = book_with_car(customer, EIGHT)
    assert booked["lent"]["lendable_id"] == str(gone.id)
    assert admin.patch(f"{LENDABLES}{gone.id}/", change).status_code == 200
    assert employee.get(url_of(booked)).json()["needs_attention"] == [reason]
    (news,) = emitted("appointment.needs_attention.v1")
    assert news.data["reasons"] == [reason]
    given = employee.post(url_of(booked, "reschedule"), {"start": EIGHT}).json()
    assert (given["lent"]["lendable_id"], given["needs_attention"]) == (str(other.id), None)


def test_what_the_customer_has_already_needs_no_attention(workshop, cars, bring, admin):
    workshop()
    (car,) = cars(1)
    staff, here = bring()
    admin.patch(f"{LENDABLES}{car.id}/", {"is_active": False})
    assert staff.get(url_of(here)).json()["needs_attention"] is None
    assert Lendable.objects.get(pk=car.pk).is_active is False


def test_what_is_out_is_not_due_before_now(workshop, cars, bring, clock, api):
    workshop()
    cars(1)
    _, here = bring(lent_until=WEDNESDAY)
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    clock.move_to(noon, tick=False)
    staff = api.as_employee()
    refused = staff.post(url_of(here, "lend-until"), {"lent_until": "2026-11-24T12:00:00Z"})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_later")
    assert refused.json()["earliest"] == "2026-11-24T12:00:00Z"
    later = staff.post(url_of(here, "lend-until"), {"lent_until": "2026-11-24T12:01:00Z"})
    assert later.status_code == 200
    assert loans(here) == [("24 08:00", "24 12:01")]


def test_to_lend_it_until_when_it_is_due_changes_nothing(
    workshop, cars, book_with_car, customer, employee, emitted
):
    workshop()
    cars(1)
    booked = book_with_car(customer, EIGHT)
    same = employee.post(url_of(booked, "lend-until"), {"lent_until": NINE})
    assert (same.status_code, same.json()) == (200, employee.get(url_of(booked)).json())
    assert not emitted("appointment.loan_changed.v1")
    assert Appointment.objects.get().transitions.count() == 1
