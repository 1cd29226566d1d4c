"""A visit of several services that are done at once, by different people."""

import pytest

from appointments.models import Allocation, Appointment, Reservation, ResourceKind
from resources.models import Bay, Equipment
from tests.urls import URL
from tests.visits import BOTH, EIGHT, NINE, TUESDAY, column, slots_of, taken_by

pytestmark = pytest.mark.django_db
AT_ONCE = {"at_once": True}
MECHANICS, BOTH_SKILLS = (("mechanics", None),), (("mechanics", None), ("painting", None))


@pytest.mark.shows("AP25")
def test_all_begin_together_in_one_bay_by_different_people(workshop, also_offered, visit, customer, emitted):
    workshop(bays=2, technicians=2, buffer_minutes=15)
    also_offered(buffer_before_minutes=10)

    booked = visit(customer, "2026-11-24T07:30:00Z", **AT_ONCE)

    assert column(booked, "start") == ["2026-11-24T07:30:00Z"] * 2
    assert column(booked, "end") == ["2026-11-24T08:30:00Z", "2026-11-24T08:00:00Z"]
    assert booked["end"] == "2026-11-24T08:30:00Z"
    assert column(booked, "bay_id") == [booked["bay"]["id"]] * 2
    one, other = column(booked, "employee_id")
    assert one == booked["employee_id"] != other
    assert taken_by(booked) == [
        ("technician", other, "07:20", "08:00"),
        ("bay", booked["bay"]["id"], "07:20", "08:45"),
        ("technician", one, "07:30", "08:45"),
    ]
    (event,) = emitted("appointment.booked.v1")
    assert event.data["services"] == booked["services"]


@pytest.mark.shows("AP25")
def test_it_needs_as_many_people_as_services(workshop, also_offered, customer, hire, try_visit):
    workshop(bays=2, technicians=1)
    also_offered()
    query = {"services": ",".join(BOTH), "from": TUESDAY, "to": TUESDAY, "explain": "1", "at_once": "1"}
    answer = customer.get(f"{URL}slots/", query).json()
    assert (answer["results"], answer["reasons"]) == (
        [],
        [{"date": TUESDAY, "codes": ["no_skilled_technician"]}],
    )
    assert try_visit(customer, **AT_ONCE).json()["reason"] == "no_skilled_technician"
    assert not Allocation.objects.exists()
    hire()
    assert slots_of(customer, at_once="1")[EIGHT] == 1


@pytest.mark.shows("AP25")
def test_the_only_one_who_can_is_kept_for_it(workshop, also_offered, customer, hire, visit):
    """Whoever has less to do comes first, and would take the painter's place."""
    workshop(bays=2, technicians=0)
    painter = hire(skills=BOTH_SKILLS)
    mechanic = hire()
    also_offered(code="paint", name="Paint", required_skill="painting")
    booked = visit(customer, services=["oil-change", "paint"], **AT_ONCE)
    assert column(booked, "employee_id") == [str(mechanic), str(painter)]


@pytest.mark.shows("AP25")
@pytest.mark.parametrize("first_asked", [["oil-change", "paint"], ["paint", "oil-change"]])
def test_as_many_as_are_left_can_be_booked_whoever_is_given_what(
    workshop, also_offered, customer, hire, visit, try_visit, first_asked
):
    """Two of four have both skills, and come first: a visit that took both would leave none for another."""
    workshop(bays=4, technicians=0)
    for skills in (BOTH_SKILLS, BOTH_SKILLS, MECHANICS, MECHANICS):
        hire(skills=skills)
    also_offered(code="paint", name="Paint", required_skill="painting")
    assert slots_of(customer, first_asked, at_once="1")[EIGHT] == 2
    booked = [visit(customer, services=first_asked, **AT_ONCE) for _ in range(2)]
    assert len({who for one in booked for who in column(one, "employee_id")}) == 4
    assert try_visit(customer, services=first_asked, **AT_ONCE).json()["code"] == "slot_taken"
    assert Appointment.objects.count() == Reservation.objects.count() == 2


def test_each_is_at_work_and_free_for_their_own_part(workshop, also_offered, customer, hire, book, visit):
    workshop(bays=2, technicians=1)
    short = hire(hours=("08:00", "08:30"))
    also_offered()
    booked = visit(customer, **AT_ONCE)
    assert column(booked, "employee_id")[1] == str(short)
    assert NINE not in slots_of(customer, at_once="1")


def test_all_are_done_in_the_same_kind_of_bay(workshop, also_offered, customer, try_visit):
    workshop(technicians=2)
    Bay.objects.create(name="Pit", kind="pit")
    also_offered(bay_kind="pit")
    (error,) = try_visit(customer, **AT_ONCE).json()["errors"]
    assert (error["field"], error["code"]) == ("services", "bay_kinds_differ")
    query = {"services": ",".join(BOTH), "from": TUESDAY, "to": TUESDAY, "at_once": "true"}
    reply = customer.get(f"{URL}slots/", query)
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "bay_kinds_differ")
    assert not Reservation.objects.exists()
    assert slots_of(customer)[EIGHT] == 1


@pytest.mark.parametrize(("units", "left"), [(2, None), (3, 1), (5, 1), (6, 2)])
def test_equipment_of_a_kind_adds_up(workshop, also_offered, customer, visit, try_visit, units, left):
    workshop(bays=3, technicians=6, equipment=[{"kind": "balancer", "count": 1}])
    also_offered(equipment=[{"kind": "balancer", "count": 2}])
    for number in range(units):
        Equipment.objects.create(name=f"Balancer {number}", kind="balancer")
    assert slots_of(customer, at_once="1").get(EIGHT) == left
    for _ in range(left or 0):
        booked = visit(customer, **AT_ONCE)
        ours = {one for kind, one, *_ in taken_by(booked) if kind == "equipment"}
        assert len(ours) == 3
    reply = try_visit(customer, **AT_ONCE)
    assert (reply.status_code, reply.json().get("reason")) == (409, None if left else "no_equipment")


def test_what_is_short_leaves_the_unit_to_others(workshop, also_offered, customer, book, visit):
    workshop(bays=3, technicians=4, equipment=[{"kind": "balancer", "count": 1}])
    also_offered(equipment=[{"kind": "balancer", "count": 1}])
    for number in range(2):
        Equipment.objects.create(name=f"Balancer {number}", kind="balancer")
    visit(customer, **AT_ONCE)
    book(customer, "2026-11-24T07:30:00Z", service_type="tyre-change")
    used = Allocation.objects.filter(kind=ResourceKind.EQUIPMENT).values_list("resource_id", flat=True)
    assert set(used) == set(Equipment.objects.values_list("id", flat=True))


def test_one_service_alone_is_neither(workshop, customer, visit):
    workshop()
    booked = visit(customer, services=["oil-change"], **AT_ONCE)
    assert Appointment.objects.get(pk=booked["id"]).at_once is False
