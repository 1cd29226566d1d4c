"""A visit of several services, one after the other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appointments.models import Allocation, Appointment, Reservation
from resources.models import Bay, ServiceType
from tests.rows import row_of
from tests.urls import URL, url_of
from tests.visits import BOTH, EIGHT, HALF_PAST_NINE, NINE, TUESDAY, column, slots_of, taken_by

pytestmark = pytest.mark.django_db


def queries(question) -> int:
    with CaptureQueriesContext(connection) as asked:
        question()
    return len(asked)


@pytest.mark.shows("AP25")
def test_one_service_follows_the_other_in_one_bay_and_by_one_technician(
    workshop, also_offered, visit, customer, emitted
):
    workshop(bays=2, technicians=2)
    also_offered()

    booked = visit(customer)

    assert (booked["service_type"], booked["start"], booked["end"]) == ("oil-change", EIGHT, HALF_PAST_NINE)
    assert column(booked, "service_type") == BOTH
    assert column(booked, "name") == ["Oil change", "Tyre change"]
    assert column(booked, "start") == [EIGHT, NINE]
    assert column(booked, "end") == [NINE, HALF_PAST_NINE]
    assert column(booked, "duration_minutes") == [60, 30]
    assert [price["amount"] for price in column(booked, "price")] == ["89.00", "49.00"]
    assert column(booked, "bay_id") == [booked["bay"]["id"]] * 2
    assert column(booked, "employee_id") == [booked["employee_id"]] * 2
    bay, technician = booked["bay"]["id"], booked["employee_id"]
    assert taken_by(booked) == [
        ("technician", technician, "07:00", "08:00"),
        ("bay", bay, "07:00", "08:30"),
        ("technician", technician, "08:00", "08:30"),
    ]
    (event,) = emitted("appointment.booked.v1")
    assert event.data["service_type"] == {"code": "oil-change", "name": "Oil change, Tyre change"}
    assert event.data["services"] == booked["services"]
    assert (event.data["end"], event.data["employee_id"]) == (HALF_PAST_NINE, technician)
    assert Reservation.objects.count() == 1


@pytest.mark.shows("AP25")
def test_what_one_takes_up_begins_where_that_of_the_one_before_ends(
    workshop, also_offered, visit, customer, slots
):
    workshop(buffer_minutes=15, hours=(("08:00", "12:00"),))
    also_offered(buffer_before_minutes=10, buffer_minutes=5)
    booked = visit(customer)
    assert column(booked, "start") == [EIGHT, "2026-11-24T08:25:00Z"]
    assert booked["end"] == "2026-11-24T08:55:00Z"
    assert [times for kind, _, *times in taken_by(booked) if kind == "technician"] == [
        ["07:00", "08:15"],
        ["08:15", "09:00"],
    ]
    assert slots(TUESDAY)[0] == "2026-11-24T09:00:00Z"


@pytest.mark.shows("AP25")
def test_the_last_start_is_the_one_that_ends_at_closing(workshop, also_offered, customer, try_visit, visit):
    workshop(hours=(("08:00", "10:00"),), policy={"slot_step_minutes": 30})
    also_offered()
    assert list(slots_of(customer)) == [EIGHT, "2026-11-24T07:30:00Z"]
    reply = try_visit(customer, NINE)
    assert (reply.status_code, reply.json()["code"], reply.json()["reason"]) == (409, "not_a_slot", "closed")
    assert not Appointment.objects.exists()
    visit(customer, "2026-11-24T07:30:00Z")


@pytest.mark.shows("AP25")
def test_a_visit_that_is_longer_than_the_day_fits_nowhere(workshop, also_offered, customer, try_visit):
    workshop(hours=(("08:00", "09:00"),))
    also_offered()
    assert slots_of(customer) == {}
    assert try_visit(customer).json()["reason"] == "closed"
    assert not Allocation.objects.exists()


def test_the_vehicle_changes_its_bay_only_where_the_kind_changes(
    workshop, also_offered, visit, customer, hire
):
    workshop(bays=2)
    pit = Bay.objects.create(name="Pit", kind="pit")
    also_offered(code="exhaust", name="Exhaust", bay_kind="pit")
    booked = visit(customer, services=["oil-change", "exhaust", "oil-change"])
    first, second, third = column(booked, "bay_id")
    assert (first, second, third) == (booked["bay"]["id"], str(pit.id), first)
    assert row_of(booked).other_bay_ids == [pit.id]
    assert [one[2:] for one in taken_by(booked) if one[0] == "bay"] == [
        ("07:00", "08:00"),
        ("08:00", "08:30"),
        ("08:30", "09:30"),
    ]


def test_no_two_bays_of_a_kind_stand_in_for_one(workshop, also_offered, book, customer, stranger, try_visit):
    """Each is free for one of the services, and none for both."""
    workshop(bays=2, technicians=3)
    also_offered()
    book(stranger, EIGHT)
    book(stranger, NINE, service_type="tyre-change")
    first, second = Bay.objects.order_by("name")
    Allocation.objects.filter(kind="bay").update(resource_id=first.id)
    assert EIGHT in slots_of(customer)
    later = Allocation.objects.filter(kind="bay").order_by("during").last()
    Allocation.objects.filter(pk=later.pk).update(resource_id=second.id)
    assert EIGHT not in slots_of(customer)
    assert try_visit(customer).json()["code"] == "slot_taken"


@pytest.mark.shows("AP25")
def test_each_service_is_done_by_somebody_who_can(workshop, also_offered, visit, customer, hire):
    workshop(technicians=1)
    painter = hire(skills=(("painting", None),))
    also_offered(code="paint", name="Paint", required_skill="painting")
    booked = visit(customer, services=["oil-change", "paint", "oil-change"])
    mechanic = booked["employee_id"]
    assert column(booked, "employee_id") == [mechanic, str(painter), mechanic]
    assert row_of(booked).other_employee_ids == [painter]


def test_whoever_can_do_all_of_it_is_preferred_to_whoever_has_less_to_do(
    workshop, also_offered, visit, customer, hire
):
    workshop(technicians=0)
    hire()
    both = hire(skills=(("mechanics", None), ("painting", None)))
    also_offered(code="paint", name="Paint", required_skill="painting")
    booked = visit(customer, services=["oil-change", "paint"])
    assert column(booked, "employee_id") == [str(both)] * 2


def test_a_skill_counts_on_the_day_of_its_service(workshop, also_offered, customer, hire):
    workshop(technicians=0, hours=(("00:00", "00:00"),))
    hire(skills=(("mechanics", TUESDAY),))
    also_offered()
    starts = slots_of(customer)
    assert "2026-11-24T21:30:00Z" in starts  # 22:30 and 23:30
    assert "2026-11-24T22:00:00Z" not in starts  # 23:00 and 00:00
    assert "2026-11-24T22:00:00Z" in slots_of(customer, ["oil-change"])


def test_each_service_keeps_hours_of_its_own(workshop, also_offered, customer, try_visit):
    workshop()
    hours = [{"weekday": 1, "opens": "10:00", "closes": "11:00"}]
    also_offered(hours=hours)
    starts = ["2026-11-24T08:00:00Z", "2026-11-24T08:30:00Z"]  # it begins an hour later
    assert list(slots_of(customer)) == starts
    reply = try_visit(customer, "2026-11-24T09:00:00Z")
    assert (reply.json()["code"], reply.json()["reason"]) == ("not_a_slot", "not_offered_then")


@pytest.mark.shows("AP25")
def test_the_whole_is_booked_or_nothing(workshop, also_offered, customer, stranger, book, hire, try_visit):
    """There is somebody for the first service, and nobody for the second."""
    workshop(bays=2, technicians=1)
    hire(skills=(("painting", None),))
    also_offered(code="paint", name="Paint", required_skill="painting")
    book(stranger, NINE, service_type="paint")
    before = set(Allocation.objects.values_list("id", flat=True))
    assert EIGHT not in slots_of(customer, ["oil-change", "paint"])

    reply = try_visit(customer, EIGHT, ["oil-change", "paint"])

    assert (reply.status_code, reply.json()["code"]) == (409, "slot_taken")
    assert reply.json()["alternatives"][0] == {
        "start": "2026-11-24T07:30:00Z",
        "end": "2026-11-24T09:00:00Z",
        "service_type": "oil-change",
        "capacity_left": 1,
    }
    assert set(Allocation.objects.values_list("id", flat=True)) == before
    assert Appointment.objects.count() == Reservation.objects.count() == 1


def test_as_many_fit_as_the_scarcest_step_has_room_for(workshop, also_offered, customer, hire, visit):
    workshop(bays=3, technicians=3)
    hire(skills=(("painting", None),))
    hire(skills=(("painting", None),))
    also_offered(code="paint", name="Paint", required_skill="painting")
    asked = ["oil-change", "paint"]
    for left in (2, 1):
        assert slots_of(customer, asked)[EIGHT] == left
        visit(customer, services=asked)
    assert EIGHT not in slots_of(customer, asked)
    assert slots_of(customer, ["oil-change"])[EIGHT] == 1


@pytest.mark.parametrize(
    ("wanted", "field", "code"),
    [
        ({}, "service_type", "service_or_services"),
        ({"service_type": "oil-change", "services": BOTH}, "service_type", "service_or_services"),
        ({"services": []}, "services", "empty"),
        ({"services": ["oil-change"] * 11}, "services", "max_length"),
        ({"services": ["oil-change", "Tyre change"]}, "services.1", "invalid"),
        ({"services": ["oil-change", "washing"]}, "services.1", "unknown"),
        ({"services": "oil-change"}, "services", "not_a_list"),
        ({"services": BOTH, "at_once": "yes"}, "at_once", "invalid"),
    ],
)
@pytest.mark.parametrize("path", ["", "holds/"])
def test_what_is_no_visit_is_refused(
    workshop, also_offered, customer, vehicle_of, wanted, field, code, path, emitted
):
    workshop()
    also_offered()
    vehicle = {"vehicle_id": vehicle_of(customer)} if not path else {}
    reply = customer.post(f"{URL}{path}", {"start": EIGHT, **vehicle, **wanted})
    (error,) = reply.json()["errors"]
    assert (reply.status_code, error["field"], error["code"]) == (400, field, code)
    assert not Reservation.objects.exists()
    assert not emitted()


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        ({}, "service_type", "service_or_services"),
        ({"service_type": "oil-change", "services": "oil-change"}, "service_type", "service_or_services"),
        ({"services": ",".join(["oil-change"] * 11)}, "services", "invalid"),
        ({"services": ""}, "services", "blank"),
        ({"services": "oil-change,,tyre-change"}, "services", "invalid"),
        ({"services": "oil-change,washing"}, "services.1", "unknown"),
    ],
)
def test_slots_are_asked_for_in_the_same_way(workshop, customer, asked, field, code):
    workshop()
    reply = customer.get(f"{URL}slots/", {"from": TUESDAY, "to": TUESDAY, **asked})
    (error,) = reply.json()["errors"]
    assert (reply.status_code, error["field"], error["code"]) == (400, field, code)


def test_ten_services_are_one_visit_and_the_same_one_may_be_done_twice(
    workshop, also_offered, customer, visit
):
    workshop(technicians=1)
    also_offered()
    booked = visit(customer, services=["tyre-change"] * 10)
    assert len(booked["services"]) == 10
    assert booked["end"] == "2026-11-24T12:00:00Z"
    assert EIGHT not in slots_of(customer, ["tyre-change"] * 10)


def test_a_service_that_another_location_sells_is_none_here(workshop, also_offered, customer, try_visit):
    workshop()
    other = also_offered()
    ServiceType.objects.filter(pk=other.pk).update(is_active=False)
    (error,) = try_visit(customer).json()["errors"]
    assert (error["field"], error["code"]) == ("services.1", "unknown")


def test_one_service_may_be_named_either_way(workshop, customer, visit, slots):
    workshop()
    assert list(slots_of(customer, ["oil-change"])) == slots(TUESDAY)
    booked = visit(customer, services=["oil-change"])
    assert booked["service_type"] == "oil-change"


def test_a_booking_asks_the_database_no_more_for_ten_services_than_for_two(
    workshop, also_offered, customer, visit
):
    workshop(technicians=2)
    also_offered()
    visit(customer)  # so that what is read once has been

    def asked(services, day):
        booking = queries(lambda: visit(customer, f"{day}T07:00:00Z", services))
        return booking, queries(lambda: slots_of(customer, services))

    assert asked(BOTH, "2026-11-25") == asked(BOTH * 5, "2026-11-26")


def test_cancelling_gives_all_of_it_back(workshop, also_offered, customer, visit, emitted):
    workshop()
    also_offered()
    booked = visit(customer)
    before = slots_of(customer)
    reply = customer.post(url_of(booked, "cancel"))
    assert reply.status_code == 200
    assert not Allocation.objects.exists()
    assert EIGHT in slots_of(customer)
    assert EIGHT not in before
    (event,) = emitted("appointment.cancelled.v1")
    assert event.data["services"] == booked["services"]
