"""/api/v1/appointments/locations/, and what belongs to a location."""

from datetime import time
from typing import Any
from uuid import UUID

import pytest

from appointments.models import Appointment, Hold
from chassis.models import new_id
from resources.models import DEFAULT_LOCATION_ID, Bay, Closure, Location, OpeningHours, Policy, ServiceType
from tests.rows import holds_capacity
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
LOCATIONS = f"{URL}locations/"
TUESDAY, EIGHT = "2026-11-24", "2026-11-24T07:00:00Z"  # on Berlin's clock
EIGHT_IN_NEW_YORK = "2026-11-24T13:00:00Z"
HARBOUR = {
    "name": "Harbour",
    "time_zone": "America/New_York",
    "address": "1 Water Street, New York",
    "phone": "+1 212 555 0100",
    "country": "US",
    "region": "NY",
}


@pytest.fixture
def harbour(workshop, hire) -> Location:
    """Beside the default location in Berlin one in New York, each with a bay and somebody who works there."""
    workshop()
    location = Location.objects.create(**HARBOUR)
    Bay.objects.create(location=location, name="Bay 1", kind="lift")
    OpeningHours.objects.bulk_create(
        OpeningHours(location=location, weekday=day, opens=time(8), closes=time(10)) for day in range(7)
    )
    Policy.objects.create(location=location, lead_minutes=0, max_open_per_customer=100)
    sold = {"code": "oil-change", "name": "Oil change", "duration_minutes": 60}
    price = {"price_amount": "120.00", "price_currency": "USD"}
    ServiceType.objects.create(
        location=location, **sold, **price, required_skill="mechanics", bay_kind="lift"
    )
    hire(working_hours=hours_at(location.id))
    return location


def hours_at(location_id: UUID) -> list[dict[str, Any]]:
    stretch = {"start": "00:00", "end": "00:00", "location_id": str(location_id)}
    return [{"weekday": day, **stretch} for day in range(7)]


def test_an_admin_opens_one_and_everybody_sees_it(admin, customer, emitted, example):
    reply = admin.post(LOCATIONS, HARBOUR)

    row = Location.objects.exclude(pk=DEFAULT_LOCATION_ID).get()
    shown = {**HARBOUR, "id": str(row.id), "is_active": True, "created_at": reply.json()["created_at"]}
    assert (reply.status_code, reply.json()) == (201, shown)
    assert [one["name"] for one in customer.get(LOCATIONS).json()["results"]] == ["Harbour", "Workshop"]
    assert customer.get(f"{LOCATIONS}{row.id}/").json() == shown
    (event,) = emitted()
    assert (event.name, event.subject) == ("location.changed.v1", str(row.id))
    known = {**HARBOUR, "location_id": str(row.id), "is_active": True, "currency": "EUR"}
    assert event.data == {**known, "identity": event.data["identity"]}
    assert event.data.keys() == example(event.name).keys()


def test_a_name_is_given_once(admin, emitted):
    admin.post(LOCATIONS, HARBOUR)
    reply = admin.post(LOCATIONS, {**HARBOUR, "time_zone": "UTC"})
    assert (reply.status_code, reply.json()["code"]) == (409, "location_name_taken")
    assert (Location.objects.count(), len(emitted())) == (2, 1)


@pytest.mark.parametrize("zone", ["Atlantis/Harbour", "", "CEST", "../../etc/passwd"])
def test_a_zone_that_does_not_exist_is_refused(admin, zone):
    reply = admin.post(LOCATIONS, {**HARBOUR, "time_zone": zone})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "time_zone")
    assert Location.objects.count() == 1


def test_only_admins_open_and_change_them(employee, customer):
    for client in (employee, customer):
        assert client.post(LOCATIONS, HARBOUR).status_code == 403
        path = f"{LOCATIONS}{DEFAULT_LOCATION_ID}/"
        assert client.patch(path, {"name": "Mine"}).status_code == 403
    assert Location.objects.get().name == "Workshop"


def test_in_another_zone_its_hours_are_read_on_another_clock_and_bookings_stay(
    workshop, book, admin, customer, slots, emitted
):
    workshop(hours=(("08:00", "09:00"),))
    booked = book(customer, EIGHT)

    reply = admin.patch(f"{LOCATIONS}{DEFAULT_LOCATION_ID}/", {"time_zone": "Europe/London"})

    assert (reply.status_code, reply.json()["time_zone"]) == (200, "Europe/London")
    assert slots(TUESDAY) == ["2026-11-24T08:00:00Z"]
    assert customer.get(url_of(booked)).json() == booked
    assert emitted()[-1].changes == {"time_zone": ["Europe/Berlin", "Europe/London"]}


def test_what_changes_nothing_is_not_published(admin, emitted):
    assert admin.patch(f"{LOCATIONS}{DEFAULT_LOCATION_ID}/", {"name": "Workshop"}).status_code == 200
    assert emitted() == []


def test_one_changed_meanwhile_is_not_overwritten(admin):
    path = f"{LOCATIONS}{DEFAULT_LOCATION_ID}/"
    stale = {"If-Match": admin.get(path)["ETag"]}
    assert admin.patch(path, {"phone": "1"}, headers=stale).status_code == 200
    assert admin.patch(path, {"phone": "2"}, headers=stale).status_code == 412
    assert Location.objects.get().phone == "1"


@pytest.mark.shows("AP23")
def test_slots_are_on_each_locations_own_clock(harbour, slots):
    berlin, new_york = slots(TUESDAY), slots(TUESDAY, location_id=str(harbour.id))
    assert (berlin[0], len(berlin)) == (EIGHT, 17)
    assert new_york == [EIGHT_IN_NEW_YORK, "2026-11-24T13:30:00Z", "2026-11-24T14:00:00Z"]


@pytest.mark.shows("AP23")
def test_a_booking_is_at_its_location_alone(harbour, book, customer, slots):
    there = {"location_id": str(harbour.id)}
    before = slots(TUESDAY)

    booked = book(customer, EIGHT_IN_NEW_YORK, **there)

    assert (booked["location_id"], booked["time_zone"]) == (str(harbour.id), "America/New_York")
    row = Appointment.objects.get()
    assert (row.location, row.bay.location, row.service_type.location) == (harbour,) * 3
    assert holds_capacity(booked)
    assert slots(TUESDAY, **there) == ["2026-11-24T14:00:00Z"]
    assert slots(TUESDAY) == before
    assert customer.get(URL, there).json()["results"] == [booked]
    assert customer.get(URL, {"location_id": str(DEFAULT_LOCATION_ID)}).json()["results"] == []


@pytest.mark.shows("AP23")
def test_who_works_at_two_is_never_at_both_at_once(harbour, hire, book, customer, slots):
    both = [*hours_at(DEFAULT_LOCATION_ID), *hours_at(harbour.id)]
    for location in Location.objects.all():
        Bay.objects.create(location=location, name="Bay 2", kind="lift")
        OpeningHours.objects.filter(location=location).update(opens=time(0), closes=time(0))
    hire(working_hours=both)
    there = {"location_id": str(harbour.id)}
    assert [slots(TUESDAY, **where).count(EIGHT) for where in ({}, there)] == [1, 1]

    for where in ({}, there, {}):
        book(customer, EIGHT, **where)

    assert len({row.employee_id for row in Appointment.objects.all()}) == 3
    assert slots(TUESDAY, **there).count(EIGHT) == 0


@pytest.mark.parametrize(
    ("located", "reason"), [({"code": "wash"}, "a service of the other"), ({"is_active": False}, "off sale")]
)
def test_what_a_location_does_not_sell_is_refused(harbour, customer, vehicle_of, located, reason):
    ServiceType.objects.filter(location=harbour).update(**located)
    body = {"service_type": "oil-change", "start": EIGHT_IN_NEW_YORK, "location_id": str(harbour.id)}
    for path, sent in (("", {**body, "vehicle_id": vehicle_of(customer)}), ("holds/", body)):
        reply = customer.post(f"{URL}{path}", sent)
        assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "service_type"), reason
    assert not Appointment.objects.exists()
    assert not Hold.objects.exists()


def test_one_that_is_not_active_keeps_its_bookings_and_offers_nothing(
    harbour, admin, book, customer, vehicle_of
):
    there = {"location_id": str(harbour.id)}
    booked = book(customer, EIGHT_IN_NEW_YORK, **there)

    assert admin.patch(f"{LOCATIONS}{harbour.id}/", {"is_active": False}).status_code == 200

    query = {"service_type": "oil-change", "from": TUESDAY, **there}
    assert customer.get(f"{URL}slots/", query).json()["errors"][0]["field"] == "service_type"
    assert customer.get(url_of(booked)).json() == booked
    assert holds_capacity(booked)


def test_one_that_does_not_exist_is_refused_and_nothing_is_written(workshop, admin, customer, vehicle_of):
    workshop()
    nowhere = {"location_id": str(new_id())}
    sold = {"code": "wash", "name": "Wash", "duration_minutes": 30, "bay_kind": "flat"}
    price = {"price": {"amount": "19.00", "currency": "EUR"}}
    day = {"start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z", "reason": "Storm"}
    slot = {"service_type": "oil-change", "start": EIGHT, **nowhere}
    replies = {
        "bay": admin.post(f"{URL}bays/", {"name": "Bay 9", "kind": "lift", **nowhere}),
        "service": admin.post(f"{URL}service-types/", {**sold, **price, **nowhere}),
        "closure": admin.post(f"{URL}closures/", {**day, **nowhere}),
        "hours": admin.get(f"{URL}opening-hours/", nowhere),
        "policy": admin.get(f"{URL}policies/", nowhere),
        "slots": customer.get(f"{URL}slots/", {"service_type": "oil-change", **nowhere}),
    }
    assert {name: reply.status_code for name, reply in replies.items()} == dict.fromkeys(replies, 400)
    fields = {name: reply.json()["errors"][0]["field"] for name, reply in replies.items()}
    assert fields == dict.fromkeys(replies, "location_id")
    assert customer.post(URL, {**slot, "vehicle_id": vehicle_of(customer)}).status_code == 400
    assert (Bay.objects.count(), ServiceType.objects.count(), Closure.objects.count()) == (1, 1, 0)
    assert not Appointment.objects.exists()


def test_names_and_codes_are_given_once_at_each(harbour, admin):
    there = {"location_id": str(harbour.id)}
    for where, status in (({}, 409), (there, 409)):
        assert admin.post(f"{URL}bays/", {"name": "Bay 1", "kind": "lift", **where}).status_code == status
    assert admin.post(f"{URL}bays/", {"name": "Bay 7", "kind": "lift", **there}).status_code == 201
    assert admin.post(f"{URL}bays/", {"name": "Bay 7", "kind": "lift"}).status_code == 201
    assert Bay.objects.filter(name="Bay 7").count() == 2
    listed = admin.get(f"{URL}bays/", there).json()["results"]
    assert [bay["name"] for bay in listed] == ["Bay 1", "Bay 7"]


def test_hours_closures_and_rules_count_at_their_location_alone(harbour, admin, book, customer, slots):
    there = {"location_id": str(harbour.id)}
    berlin, booked = slots(TUESDAY), book(customer, EIGHT)
    day = {"start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z", "reason": "Storm"}

    closed = admin.post(f"{URL}closures/", {**day, **there})
    assert (closed.status_code, closed.json()["bookings_count"]) == (201, 0)
    assert slots(TUESDAY, **there) == []
    assert slots(TUESDAY) == [start for start in berlin if start >= "2026-11-24T08"]
    assert customer.get(f"{URL}closures/", there).json()["results"][0]["id"] == closed.json()["id"]
    assert customer.get(f"{URL}closures/", {"location_id": booked["location_id"]}).json()["results"] == []

    week = {"periods": [{"weekday": 2, "opens": "06:00", "closes": "07:00"}]}
    assert admin.put(f"{URL}opening-hours/?location_id={harbour.id}", week).json() == week
    assert slots("2026-11-25", **there) == ["2026-11-25T11:00:00Z"]
    assert len(customer.get(f"{URL}opening-hours/").json()["periods"]) == 7

    path = f"{URL}policies/?location_id={harbour.id}"
    assert admin.patch(path, {"horizon_days": 1}).json()["horizon_days"] == 1
    assert slots("2026-11-25", **there) == []
    assert slots("2026-11-25") != []
    assert Policy.objects.count() == 2


def test_a_hold_books_at_its_own_location_alone(harbour, customer, vehicle_of):
    there = {"location_id": str(harbour.id)}
    slot = {"service_type": "oil-change", "start": EIGHT_IN_NEW_YORK}
    held = customer.post(f"{URL}holds/", {**slot, **there})
    assert (held.status_code, held.json()["location_id"]) == (201, str(harbour.id))
    body = {**slot, "vehicle_id": vehicle_of(customer), "hold_id": held.json()["id"]}

    elsewhere = customer.post(URL, body)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "hold_mismatch")
    assert elsewhere.json()["location_id"] == str(harbour.id)
    assert customer.post(URL, {**body, **there}).status_code == 201
    assert Appointment.objects.get().location == harbour


def test_one_that_is_not_active_shows_customers_nothing_to_buy(harbour, admin, customer, employee):
    admin.patch(f"{LOCATIONS}{harbour.id}/", {"is_active": False})
    there = {"location_id": str(harbour.id)}
    assert customer.get(f"{URL}service-types/", there).json()["results"] == []
    assert len(employee.get(f"{URL}service-types/", there).json()["results"]) == 1


def test_what_is_moved_is_on_the_clock_that_its_location_has_then(harbour, admin, book, customer, emitted):
    booked = book(customer, EIGHT)
    admin.patch(f"{LOCATIONS}{DEFAULT_LOCATION_ID}/", {"time_zone": "Europe/London"})
    assert customer.get(url_of(booked)).json()["time_zone"] == "Europe/Berlin"
    moved = customer.post(url_of(booked, "reschedule"), {"start": "2026-11-24T09:00:00Z"}).json()
    assert moved["time_zone"] == "Europe/London"
    assert customer.get(url_of(booked)).json() == moved
    assert emitted("appointment.rescheduled.v1")[0].data["time_zone"] == "Europe/London"
