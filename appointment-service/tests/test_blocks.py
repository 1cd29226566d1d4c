"""/api/v1/appointments/blocks/."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from appointments.models import Allocation, Block, Reservation
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from resources.models import Bay, Equipment, Location
from tests.moments import NOW
from tests.rows import holds_capacity
from tests.urls import URL, url_of
from waitlist.actions import offer_what_is_free

pytestmark = pytest.mark.django_db
BLOCKS = f"{URL}blocks/"
TUESDAY = "2026-11-24"
EIGHT, NINE, TEN, NOON = (f"{TUESDAY}T{hour:02}:00:00Z" for hour in (7, 8, 9, 11))


@pytest.fixture
def block(admin):
    """Ask for a bay to be blocked from eight to noon on Tuesday."""

    def block(client=admin, **changes):
        body = {"start": EIGHT, "end": NOON, "reason": "Inspection", **changes}
        if "equipment_id" not in body and "bay_id" not in body:
            body["bay_id"] = str(Bay.objects.get().id)
        return client.post(BLOCKS, body)

    return block


@pytest.mark.shows("AP09")
def test_a_blocked_bay_has_no_slots_until_it_is_used_again(workshop, block, admin, employee, slots, emitted):
    workshop()
    before = slots(TUESDAY)
    reply = block()
    assert reply.status_code == 201
    added, row = reply.json(), Block.objects.get()
    assert (added["id"], added["bay_id"], added["equipment_id"]) == (str(row.id), str(row.bay_id), None)
    assert (row.reservation.state, row.allocations.get().kind, row.reason) == ("blocked", "bay", "Inspection")
    assert (slots(TUESDAY)[0], EIGHT in before) == (NOON, True)
    assert employee.get(BLOCKS).json()["results"] == [added]
    assert employee.get(f"{BLOCKS}{row.id}/").json() == added
    published = {name: added[name] for name in ("location_id", "bay_id", "equipment_id", "reason")}
    published |= {"block_id": added["id"], "start": EIGHT, "end": NOON}
    assert [event.data for event in emitted("block.added.v1")] == [published]
    assert admin.delete(f"{BLOCKS}{row.id}/").status_code == 204
    assert [event.data for event in emitted("block.removed.v1")] == [published]
    assert slots(TUESDAY) == before
    assert not Reservation.objects.exists()
    assert not Allocation.objects.exists()
    assert admin.delete(f"{BLOCKS}{row.id}/").status_code == 404


@pytest.mark.shows("AP09")
def test_what_is_booked_in_the_meantime_is_named_and_stays(workshop, block, book, customer, emitted):
    workshop(buffer_minutes=15)
    early, late = book(customer, EIGHT), book(customer, "2026-11-24T10:00:00Z")
    book(customer, "2026-11-24T12:00:00Z")
    reply = block()
    assert (reply.status_code, reply.json()["code"]) == (409, "in_the_way")
    assert reply.json()["in_the_way"] == [
        {
            "state": "booked",
            "id": booked["id"],
            "resource": "bay",
            "resource_id": booked["bay"]["id"],
            "start": booked["start"],
            "end": booked["end"].replace(":00:00", ":15:00"),
            "expires_at": None,
        }
        for booked in (early, late)
    ]
    assert not Block.objects.exists()
    assert emitted("block.added.v1") == []
    assert holds_capacity(early)


def test_a_hold_is_in_the_way_until_it_expires_and_nobody_is_shown_whose_it_is(
    workshop, block, customer, clock
):
    workshop()
    held = customer.post(f"{URL}holds/", {"service_type": "oil-change", "start": EIGHT}).json()
    [named] = block().json()["in_the_way"]
    assert (named["state"], named["id"], named["expires_at"]) == ("held", None, held["expires_at"])
    clock.move_to(datetime.fromisoformat(held["expires_at"]))
    assert block().status_code == 201


def test_a_block_is_in_the_way_of_another(workshop, block):
    workshop()
    first = block().json()
    [named] = block(start="2026-11-24T10:59:00Z", end="2026-11-24T13:00:00Z").json()["in_the_way"]
    assert (named["state"], named["id"], named["end"]) == ("blocked", first["id"], NOON)
    assert block(start=NOON, end="2026-11-24T13:00:00Z").status_code == 201


@pytest.mark.parametrize(("begins", "status"), [(NINE, 201), ("2026-11-24T07:59:00Z", 409)])
def test_a_booking_ends_where_the_block_begins(workshop, block, try_to_book, customer, begins, status):
    workshop()
    block(start=begins)
    reply = try_to_book(customer, EIGHT)
    assert reply.status_code == status
    if status == 409:
        assert reply.json()["code"] == "slot_taken"


def test_of_two_bays_the_other_is_booked(workshop, block, book, customer):
    workshop(bays=2, technicians=2)
    bay = Bay.objects.order_by("name")[0]
    assert block(bay_id=str(bay.id)).status_code == 201
    assert book(customer, EIGHT)["bay"]["name"] == "Bay 2"


def test_equipment_is_blocked_as_a_bay_is(workshop, block, slots):
    workshop(equipment=[{"kind": "balancer", "count": 1}])
    unit = Equipment.objects.create(name="Balancer", kind="balancer")
    reply = block(equipment_id=str(unit.id))
    assert (reply.status_code, reply.json()["bay_id"], reply.json()["equipment_id"]) == (
        201,
        None,
        str(unit.id),
    )
    assert Block.objects.get().allocations.get().kind == "equipment"
    assert slots(TUESDAY)[0] == NOON


def test_what_is_past_already_takes_nothing(workshop, block, book, customer, clock):
    workshop()
    book(customer, "2026-11-23T09:00:00Z")
    clock.move_to(NOW + timedelta(hours=2))
    assert block(start="2026-11-23T07:00:00Z").status_code == 201
    assert Block.objects.get().allocations.get().during.lower >= NOW + timedelta(hours=2)


def test_what_is_over_is_not_blocked(workshop, block):
    workshop()
    reply = block(start="2026-11-23T07:00:00Z", end="2026-11-23T08:00:00Z")
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "over_already")
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"end": EIGHT}, "end", "before_start"),
        ({"end": "2027-11-26T00:00:00Z"}, "end", "range_too_long"),
        ({"bay_id": str(new_id())}, "bay_id", "unknown"),
        ({"equipment_id": str(new_id())}, "equipment_id", "unknown"),
        ({"bay_id": str(new_id()), "equipment_id": str(new_id())}, "bay_id", "bay_or_equipment"),
    ],
)
def test_what_makes_no_sense_is_refused(workshop, block, changes, field, code):
    workshop()
    reply = block(**changes)
    error = reply.json()["errors"][0]
    assert (reply.status_code, error["field"], error["code"]) == (400, field, code)
    assert not Block.objects.exists()


def test_they_are_listed_by_place_and_time(workshop, block, admin, employee):
    workshop(bays=2)
    first, second = Bay.objects.order_by("name")
    elsewhere = Location.objects.create(name="Harbour", time_zone="UTC")
    third = Bay.objects.create(name="Bay 1", kind="lift", location=elsewhere)
    one, two, three = (block(bay_id=str(bay.id)).json() for bay in (first, second, third))
    later = block(bay_id=str(first.id), start="2026-11-25T07:00:00Z", end="2026-11-25T08:00:00Z").json()
    for params, found in (
        ({}, [one, two, three, later]),
        ({"bay_id": str(first.id)}, [one, later]),
        ({"location_id": str(elsewhere.id)}, [three]),
        ({"starts_before": "2026-11-25T07:00:00Z"}, [one, two, three]),
        ({"ends_after": NOON}, [later]),
        ({"equipment_id": str(new_id())}, []),
    ):
        assert employee.get(BLOCKS, params).json()["results"] == found


def test_who_manages_the_calendar_blocks_and_the_staff_see_it(
    workshop, block, api, employee, foreman, customer
):
    workshop()
    for client in (employee, foreman, customer):
        assert block(client).status_code == 403
    assert not Block.objects.exists()
    assert block(api.as_employee(groups=["office"])).status_code == 201
    assert customer.get(BLOCKS).status_code == 403
    address = f"{BLOCKS}{Block.objects.get().id}/"
    for client in (employee, foreman, customer):
        assert client.delete(address).status_code == 403
    assert customer.get(address).status_code == 403
    assert Block.objects.exists()


def test_a_retry_blocks_once(workshop, admin):
    workshop()
    body = {"bay_id": str(Bay.objects.get().id), "start": EIGHT, "end": NOON, "reason": "Inspection"}
    first, second = (admin.post(BLOCKS, body, headers={"Idempotency-Key": "one"}) for _ in range(2))
    assert first.content == second.content
    assert Block.objects.count() == 1


def test_what_is_used_again_is_offered_to_who_waits(
    workshop, block, join, customer, admin, deliver, emitted, django_capture_on_commit_callbacks
):
    workshop(hours=(("08:00", "09:00"),))
    blocked = block(end=NINE).json()
    entry = join(customer)
    assert offer_what_is_free() == 0
    admin.delete(f"{BLOCKS}{blocked['id']}/")
    [news] = emitted("block.removed.v1")
    with django_capture_on_commit_callbacks(execute=True):
        assert deliver(news.name, news.data) == "handled"
    [offered] = emitted("waitlist.offered.v1")
    assert (offered.subject, offered.data["start"]) == (entry["id"], EIGHT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("AP09")
def test_bookings_and_blocks_at_once_never_share_a_bay(workshop, try_to_book, customer, block, book):
    workshop(policy={"slot_step_minutes": 60})
    bodies = [lambda: try_to_book(customer, EIGHT), block] * 10
    replies = at_the_same_time(*bodies)
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 19
    assert (Allocation.objects.filter(kind="bay").count(), Reservation.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_block_waits_for_who_is_just_booking_and_names_them(workshop, book, customer, block, meanwhile):
    workshop()
    with transaction.atomic():
        booked = book(customer, EIGHT)
        blocking = meanwhile(block)
    reply = blocking.result()
    assert (reply.status_code, reply.json()["in_the_way"][0]["id"]) == (409, booked["id"])


def test_when_it_was_blocked_another_booking_is_moved_away_first(workshop, block, book, customer, employee):
    workshop()
    booked = book(customer, EIGHT)
    [named] = block().json()["in_the_way"]
    moved = employee.post(f"{URL}{named['id']}/reschedule/", {"start": "2026-11-24T12:00:00Z"})
    assert moved.status_code == 200
    assert block().status_code == 201
    assert employee.get(url_of(booked)).json()["start"] == "2026-11-24T12:00:00Z"
    assert Block.objects.get().start == datetime(2026, 11, 24, 7, tzinfo=UTC)
