"""/api/v1/appointments/equipment/, and services that need it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from appointments.models import Allocation, Appointment
from chassis.testing.parallel import on_its_own_connection
from resources.models import Equipment, ServiceType
from tests.rows import of_the_workshop, row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
EQUIPMENT, TYPES = f"{URL}equipment/", f"{URL}service-types/"
EIGHT, TUESDAY = "2026-11-24T07:00:00Z", "2026-11-24"
BALANCER = {"name": "Balancer 1", "kind": "wheel-balancer"}


@pytest.fixture
def furnished(workshop):
    """Enough bays and technicians, so many units of equipment, and a service that needs some of them."""

    def furnish(units: int = 1, needs: int = 1, people: int = 3) -> ServiceType:
        service = workshop(bays=3, technicians=people, equipment=[{"kind": "wheel-balancer", "count": needs}])
        for number in range(1, units + 1):
            Equipment.objects.create(name=f"Balancer {number}", kind="wheel-balancer")
        return service

    return furnish


def units_of(appointment: dict) -> set:
    taken = row_of(appointment).allocations.filter(kind="equipment")
    return set(taken.values_list("resource_id", flat=True))


def test_an_admin_adds_a_unit_and_staff_see_it(admin, employee, customer):
    reply = admin.post(EQUIPMENT, BALANCER)
    row = Equipment.objects.get()
    assert (reply.status_code, reply.json()["id"], row.kind) == (201, str(row.id), "wheel-balancer")
    assert employee.get(EQUIPMENT).json()["results"] == [reply.json()]
    assert employee.get(f"{EQUIPMENT}{row.id}/").json() == reply.json()
    assert customer.get(EQUIPMENT).status_code == 403


def test_a_name_is_given_once(admin):
    admin.post(EQUIPMENT, BALANCER)
    reply = admin.post(EQUIPMENT, BALANCER)
    assert (reply.status_code, reply.json()["code"]) == (409, "equipment_name_taken")
    assert Equipment.objects.count() == 1


def test_only_those_who_manage_the_calendar_set_it(employee, customer):
    for client in (employee, customer):
        assert client.post(EQUIPMENT, BALANCER).status_code == 403
    assert not Equipment.objects.exists()


@pytest.mark.parametrize(
    ("needs", "field"),
    [
        ([{"kind": "wheel-balancer", "count": 0}], "equipment.0.count"),
        ([{"kind": "wheel-balancer", "count": 1000}], "equipment.0.count"),
        ([{"kind": "Wheel Balancer", "count": 1}], "equipment.0.kind"),
        ([{"kind": "wheel-balancer", "count": 1}] * 2, "equipment"),
        ([{"kind": f"kind-{number}", "count": 1} for number in range(11)], "equipment"),
        ("wheel-balancer", "equipment"),
    ],
)
def test_what_no_service_can_need_is_refused(workshop, admin, needs, field):
    service = workshop()
    reply = admin.patch(f"{TYPES}{service.id}/", {"equipment": needs})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, field)
    assert ServiceType.objects.get().equipment == []


@pytest.mark.shows("AP02")
def test_bay_technician_and_equipment_must_all_be_free(
    furnished, book, customer, stranger, slots, try_to_book
):
    furnished(units=1)
    assert EIGHT in slots(TUESDAY)

    booked = book(customer, EIGHT)

    taken = of_the_workshop().filter(reservation=row_of(booked).reservation_id)
    assert set(taken.values_list("kind", flat=True)) == {"bay", "equipment", "technician"}
    assert {one.during for one in taken.all()} == {taken.first().during}
    assert units_of(booked) == {Equipment.objects.get().id}
    assert slots(TUESDAY)[0] == "2026-11-24T08:00:00Z"
    reply = try_to_book(stranger, EIGHT)
    assert (reply.status_code, reply.json()["code"]) == (409, "slot_taken")
    assert reply.json()["alternatives"][0]["start"] == "2026-11-24T08:00:00Z"
    assert Appointment.objects.count() == 1
    assert of_the_workshop().count() == 3


@pytest.mark.shows("AP02")
@pytest.mark.parametrize(("units", "needs", "fit"), [(3, 1, 3), (3, 2, 1), (5, 2, 2), (6, 2, 3), (9, 1, 3)])
def test_a_slot_counts_the_scarcest_and_as_many_can_be_booked(
    furnished, book, customer, try_to_book, units, needs, fit
):
    furnished(units=units, needs=needs)
    query = {"service_type": "oil-change", "from": TUESDAY, "to": TUESDAY}
    assert customer.get(f"{URL}slots/", query).json()["results"][0]["capacity_left"] == fit

    booked = [book(customer, EIGHT) for _ in range(fit)]

    used = [units_of(one) for one in booked]
    assert [len(one) for one in used] == [needs] * fit
    assert len(set.union(*used)) == needs * fit
    assert try_to_book(customer, EIGHT).json()["code"] == "slot_taken"


def test_a_workshop_without_all_of_it_says_so(furnished, customer, try_to_book):
    furnished(units=1, needs=2)
    params = {"service_type": "oil-change", "from": TUESDAY, "to": TUESDAY, "explain": "1"}
    assert customer.get(f"{URL}slots/", params).json()["reasons"] == [
        {"date": TUESDAY, "codes": ["no_equipment"]}
    ]
    reply = try_to_book(customer, EIGHT)
    assert (reply.status_code, reply.json()["code"], reply.json()["reason"]) == (
        409,
        "not_a_slot",
        "no_equipment",
    )
    assert not Appointment.objects.exists()


def test_a_unit_out_of_use_gets_no_new_bookings_and_keeps_those_it_has(
    furnished, admin, book, customer, slots
):
    furnished(units=1)
    booked = book(customer, EIGHT)
    (unit,) = units_of(booked)
    assert admin.patch(f"{EQUIPMENT}{unit}/", {"is_active": False}).status_code == 200
    assert slots(TUESDAY) == []
    assert units_of(booked) == {unit}


def test_equipment_goes_with_its_booking(furnished, book, customer, slots):
    furnished(units=1)
    booked = book(customer, EIGHT)
    moved = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T09:00:00Z"})
    assert moved.status_code == 200
    assert EIGHT in slots(TUESDAY)
    assert "2026-11-24T09:00:00Z" not in slots(TUESDAY)
    assert customer.post(url_of(booked, "cancel")).status_code == 200
    assert not Allocation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_those_who_need_several_units_at_once_do_not_wait_for_each_other_for_ever(
    furnished, customer, vehicle_of
):
    furnished(units=3, needs=2)
    body = {"service_type": "oil-change", "start": EIGHT, "vehicle_id": vehicle_of(customer)}
    for _ in range(5):
        with ThreadPoolExecutor(6) as pool:
            asked = [pool.submit(on_its_own_connection, lambda: customer.post(URL, body)) for _ in range(6)]
            replies = [one.result(timeout=60) for one in asked]
        assert sorted(reply.status_code for reply in replies) == [201, *[409] * 5]
        booked = next(reply.json() for reply in replies if reply.status_code == 201)
        assert len(units_of(booked)) == 2
        customer.post(url_of(booked, "cancel"))
    assert not Allocation.objects.exists()
