"""POST /api/v1/appointments/."""

from datetime import UTC, datetime, timedelta

import pytest

from appointments.claims import Claim
from appointments.local_time import Span
from appointments.models import Allocation, Appointment, AppointmentTransition
from appointments.tasks import expire_bookings
from chassis.auth.actor import SYSTEM
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from resources.models import DEFAULT_LOCATION_ID, Closure, Technician
from tests.rows import of_the_workshop, row_of
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-11-24T07:00:00Z"  # on Berlin's clock
TUESDAY = "2026-11-24"


@pytest.fixture
def body(vehicle_of):
    """The body of a booking."""

    def body(client, start=EIGHT, **changes):
        return {"vehicle_id": vehicle_of(client), "service_type": "oil-change", "start": start, **changes}

    return body


def test_a_customer_books(workshop, body, customer, emitted, example):
    workshop(buffer_minutes=15)
    sent = body(customer, notes="A noise on the left.")
    reply = customer.post(URL, sent)

    assert reply.status_code == 201
    booked = reply.json()
    row = Appointment.objects.get()
    assert booked == {
        "id": str(row.id),
        "customer_id": str(customer.account_id),
        "booked_by": str(customer.account_id),
        "vehicle_id": sent["vehicle_id"],
        "location_id": str(DEFAULT_LOCATION_ID),
        "service_type": "oil-change",
        "start": EIGHT,
        "end": "2026-11-24T08:00:00Z",
        "time_zone": "Europe/Berlin",
        "status": "pending",
        "bay": {"id": str(row.bay_id), "name": "Bay 1"},
        "employee_id": str(Technician.objects.get().id),
        "assignment_reason": "only_one",
        "project_id": None,
        "notes": "A noise on the left.",
        "services": [
            {
                "service_type": "oil-change",
                "name": "Oil change",
                "duration_minutes": 60,
                "price": {"amount": "89.00", "currency": "EUR"},
                "start": EIGHT,
                "end": "2026-11-24T08:00:00Z",
                "bay_id": str(row.bay_id),
                "employee_id": str(row.employee_id),
            }
        ],
        "lent": None,
        "deposit": None,
        "needs_attention": None,
        "created_at": booked["created_at"],
    }
    assert (row.reservation.state, row.reservation.expires_at) == ("booked", None)
    taken = {(one.kind, one.resource_id): one.during for one in row.allocations.all()}
    vehicle = taken.pop(("vehicle", row.vehicle_id))
    assert (vehicle.lower, vehicle.upper) == (row.start, row.end)
    assert taken.keys() == {("bay", row.bay_id), ("technician", row.employee_id)}
    for during in taken.values():
        assert (during.lower, during.upper) == (row.start, row.end + timedelta(minutes=15))
        assert (during.lower_inc, during.upper_inc) == (True, False)
    (event,) = emitted()
    assert (event.name, event.subject) == ("appointment.booked.v1", booked["id"])
    assert event.data.keys() == example(event.name).keys()
    assert event.data == {
        **{name: booked.get(name) for name in example(event.name)},
        "appointment_id": booked["id"],
        "service_type": {"code": "oil-change", "name": "Oil change"},
    }


def test_the_reply_is_what_reading_it_gives(workshop, body, customer):
    workshop()
    booked = customer.post(URL, body(customer))
    read = customer.get(f"{URL}{booked.json()['id']}/")
    assert (read.content, read["ETag"]) == (booked.content, booked["ETag"])


def test_the_vehicle_is_asked_for_with_the_customers_own_token(workshop, body, customer, upstream):
    workshop()
    sent = body(customer)
    customer.post(URL, sent)
    (call,) = upstream("vehicleandproject-service").calls
    assert call.path == f"/api/v1/vehicles/{sent['vehicle_id']}/"
    assert call.headers["Authorization"] == customer._credentials["HTTP_AUTHORIZATION"]


def test_staff_book_for_the_vehicles_owner(workshop, body, customer, employee):
    workshop()
    reply = employee.post(URL, body(customer))
    assert (reply.status_code, reply.json()["customer_id"]) == (201, str(customer.account_id))


def test_an_unknown_vehicle_is_refused(workshop, customer, upstream, emitted):
    workshop()
    upstream("vehicleandproject-service")
    reply = customer.post(URL, {"vehicle_id": str(new_id()), "service_type": "oil-change", "start": EIGHT})
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [
        ("vehicle_id", "unknown")
    ]
    assert nothing_was_written(emitted)


def test_another_persons_vehicle_is_unknown(workshop, body, customer, stranger, emitted):
    workshop()
    reply = customer.post(URL, body(stranger))
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "unknown")
    assert nothing_was_written(emitted)


def test_a_neighbour_that_is_down_is_said_to_be(workshop, body, customer, upstream, emitted):
    workshop()
    sent = body(customer)
    upstream("vehicleandproject-service").down()
    reply = customer.post(URL, sent)
    assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert reply["Retry-After"]
    assert nothing_was_written(emitted)


@pytest.mark.parametrize("vehicle", [{}, {"owner_id": None}, {"owner_id": "Ada"}, {"owner_id": 7}, [], None])
def test_a_neighbour_that_does_not_say_whose_vehicle_it_is_is_no_help(
    workshop, body, customer, upstream, emitted, vehicle
):
    workshop()
    sent = body(customer)
    vehicles = upstream("vehicleandproject-service")
    vehicles.checked = False
    vehicles.replies("GET", "/api/v1/vehicles/{vehicle_id}/", vehicle)
    reply = customer.post(URL, sent)
    assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert reply.json()["service"] == "vehicleandproject-service"
    assert nothing_was_written(emitted)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"service_type": "no-such"}, "service_type"),
        ({"start": "2026-11-24T08:00:00"}, "start"),
        ({"start": "soon"}, "start"),
        ({"start": "9999-12-31T23:59:59Z"}, "start"),
        ({"vehicle_id": "seven"}, "vehicle_id"),
        ({"notes": "x" * 2001}, "notes"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_body_that_is_not_well_formed_is_refused(workshop, body, customer, emitted, changes, field):
    workshop()
    reply = customer.post(URL, {**body(customer), **changes})
    assert reply.status_code == 400
    assert [error["field"] for error in reply.json()["errors"]] == [field]
    assert nothing_was_written(emitted)


@pytest.mark.shows("AU11")
def test_a_customer_without_a_verified_address_is_refused_where_that_is_asked_for(
    workshop, api, body, settings, emitted
):
    workshop()
    settings.REQUIRE_VERIFIED_EMAIL = True
    unverified = api.as_customer(email_verified=False)
    reply = unverified.post(URL, body(unverified))
    assert (reply.status_code, reply.json()["code"]) == (403, "email_unverified")
    assert nothing_was_written(emitted)
    verified = api.as_customer()
    assert verified.post(URL, body(verified)).status_code == 201


def test_where_it_is_not_asked_for_anybody_books(workshop, api, body):
    workshop()
    unverified = api.as_customer(email_verified=False)
    assert unverified.post(URL, body(unverified)).status_code == 201


@pytest.mark.shows("AP04")
def test_a_pending_booking_has_the_slot(workshop, body, customer, stranger, emitted):
    workshop()
    customer.post(URL, body(customer))
    reply = stranger.post(URL, body(stranger))
    assert (reply.status_code, reply.json()["code"]) == (409, "slot_taken")
    assert len(emitted("appointment.booked.v1")) == Appointment.objects.count() == 1


@pytest.mark.shows("AP12")
def test_every_alternative_books(workshop, body, customer):
    workshop()
    customer.post(URL, body(customer))
    alternatives = customer.post(URL, body(customer)).json()["alternatives"]
    assert [slot["start"] for slot in alternatives] == [
        "2026-11-24T08:00:00Z", "2026-11-24T08:30:00Z", "2026-11-24T09:00:00Z",
    ]  # fmt: skip
    for slot in alternatives[::2]:
        assert slot.keys() == {"start", "end", "service_type", "capacity_left"}
        assert customer.post(URL, body(customer, slot["start"])).status_code == 201


@pytest.mark.shows("AP12")
def test_alternatives_are_found_beyond_a_week(workshop, body, customer):
    workshop(hours=(("08:00", "09:00"),))
    Closure.objects.create(
        start=datetime(2026, 11, 24, tzinfo=UTC), end=datetime(2026, 12, 20, tzinfo=UTC), reason="Moving"
    )
    alternatives = customer.post(URL, body(customer)).json()["alternatives"]
    assert [slot["start"][:10] for slot in alternatives] == ["2026-12-20", "2026-12-21", "2026-12-22"]


@pytest.mark.parametrize(
    ("start", "reason", "first_alternative"),
    [
        ("2026-11-23T07:30:00Z", "too_soon", "2026-11-23T08:30:00Z"),
        ("2020-01-01T07:00:00Z", "too_soon", "2026-11-23T08:30:00Z"),
        ("2026-11-24T07:10:00Z", "between_slots", "2026-11-24T07:30:00Z"),
        ("2026-11-24T07:00:00.5Z", "between_slots", "2026-11-24T07:30:00Z"),
        ("2026-11-24T06:30:00Z", "closed", "2026-11-24T07:00:00Z"),
        ("2026-11-24T15:30:00Z", "closed", "2026-11-25T07:00:00Z"),
        ("2028-01-03T07:00:00Z", "beyond_horizon", "2026-11-23T08:30:00Z"),
    ],
)
def test_what_is_no_slot_is_refused_with_the_reason(
    workshop, body, customer, emitted, start, reason, first_alternative
):
    workshop()
    reply = customer.post(URL, body(customer, start))
    assert (reply.status_code, reply.json()["code"], reply.json()["reason"]) == (409, "not_a_slot", reason)
    assert reply.json()["alternatives"][0]["start"] == first_alternative
    assert nothing_was_written(emitted)


def test_without_a_skilled_technician_there_is_no_alternative_either(workshop, body, customer):
    workshop(technicians=0)
    problem = customer.post(URL, body(customer)).json()
    assert (problem["reason"], problem["alternatives"]) == ("no_skilled_technician", [])


@pytest.mark.shows("AP11")
def test_offered_is_bookable_and_nothing_else_is(workshop, body, slots, customer, employee, hire):
    """Of every quarter of an hour of a day, exactly the offered ones book, each while it is offered."""
    workshop(bays=2, technicians=0, hours=(("08:00", "11:00"),), buffer_minutes=15)
    hire(hours=("08:00", "10:00"))
    hire(hours=("09:00", "12:00"))
    quarters = [datetime(2026, 11, 24, 6, tzinfo=UTC) + timedelta(minutes=15 * n) for n in range(20)]
    outcomes = []
    for quarter in quarters:
        start = quarter.isoformat().replace("+00:00", "Z")
        offered = start in slots(TUESDAY)
        reply = employee.post(URL, body(customer, start))
        assert reply.status_code == (201 if offered else 409), (start, reply.json())
        outcomes.append(offered)
    assert 1 < sum(outcomes) < len(outcomes)


def test_the_limit_of_a_customer_holds_for_what_they_book_themselves(
    workshop, body, customer, employee, emitted
):
    workshop(policy={"max_open_per_customer": 1})
    booked = customer.post(URL, body(customer)).json()
    reply = customer.post(URL, body(customer, "2026-11-24T09:00:00Z"))
    assert (reply.status_code, reply.json()["code"], reply.json()["limit"]) == (409, "too_many_open", 1)
    assert len(emitted("appointment.booked.v1")) == 1
    assert employee.post(URL, body(customer, "2026-11-24T10:00:00Z")).status_code == 201
    for appointment in Appointment.objects.all():
        employee.post(f"{URL}{appointment.id}/cancel/", {"reason": "It rains."})
    assert customer.post(URL, body(customer, booked["start"])).status_code == 201


def test_work_is_shared_fairly(workshop, body, customer):
    workshop(bays=3, technicians=3)
    hours = ("07", "07", "08", "09", "10", "11")
    names = {str(who.id): index for index, who in enumerate(Technician.objects.order_by("id"))}
    order = [
        names[customer.post(URL, body(customer, f"2026-11-24T{hour}:00:00Z")).json()["employee_id"]]
        for hour in hours
    ]
    assert order == [0, 1, 2, 0, 1, 2]


@pytest.mark.shows("AP05")
def test_a_retry_gets_the_first_answer_and_books_once(workshop, body, customer, emitted):
    workshop(bays=2, technicians=2)
    sent, key = body(customer), {"Idempotency-Key": "one-booking"}
    first, second = (customer.post(URL, sent, headers=key) for _ in range(2))
    assert (second.status_code, second.content) == (201, first.content)
    assert second["Idempotency-Replayed"] == "true"
    assert len(emitted("appointment.booked.v1")) == Appointment.objects.count() == 1
    other = customer.post(URL, {**sent, "notes": "Other."}, headers=key)
    assert other.status_code == 422


@pytest.mark.shows("AP03")
@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_as_many_get_in_as_there_is_room(
    workshop, body, customer, employee, emitted, slots
):
    workshop(bays=3, technicians=3, policy={"allow_vehicle_overlap": True})
    sent = body(customer)
    replies = at_the_same_time(*[lambda: employee.post(URL, sent)] * 20)

    assert sorted(reply.status_code for reply in replies) == [201] * 3 + [409] * 17
    assert Appointment.objects.count() == len(emitted("appointment.booked.v1")) == 3
    assert AppointmentTransition.objects.count() == 3
    assert of_the_workshop().count() == 6
    assert len({row.bay_id for row in Appointment.objects.all()}) == 3
    assert len({row.employee_id for row in Appointment.objects.all()}) == 3
    losers = [reply.json() for reply in replies if reply.status_code == 409]
    assert {problem["code"] for problem in losers} == {"slot_taken"}
    assert all(len(problem["alternatives"]) == 3 for problem in losers)
    assert EIGHT not in slots(TUESDAY)
    for slot in losers[0]["alternatives"]:
        assert employee.post(URL, body(customer, slot["start"])).status_code == 201


@pytest.mark.shows("AP03")
@pytest.mark.django_db(transaction=True)
def test_of_two_kinds_of_work_that_share_the_bays_as_many_get_in_as_there_are_bays(
    workshop, body, customer, employee, hire
):
    """Each finds technicians of its own, so that a request often gets a technician and no bay."""
    service = workshop(bays=3, technicians=6, policy={"allow_vehicle_overlap": True})
    service.pk, service.code, service.required_skill = new_id(), "respray", "painting"
    service.save(force_insert=True)
    for _ in range(6):
        hire(skills=(("painting", None),))
    sent = body(customer)
    oil_change, respray = (
        lambda code=code: employee.post(URL, {**sent, "service_type": code}).status_code
        for code in ("oil-change", "respray")
    )
    assert sorted(at_the_same_time(*[oil_change, respray] * 6)) == [201] * 3 + [409] * 9
    assert Allocation.objects.filter(kind="bay").count() == of_the_workshop().count() / 2 == 3


@pytest.mark.django_db(transaction=True)
def test_a_customer_who_books_twice_at_once_stays_within_the_limit(workshop, body, customer):
    workshop(bays=3, technicians=3, policy={"max_open_per_customer": 1})
    sent = body(customer)
    statuses = at_the_same_time(*[lambda: customer.post(URL, sent).status_code] * 6)
    assert sorted(statuses) == [201] + [409] * 5
    assert Appointment.objects.count() == 1


@pytest.mark.shows("AP03")
def test_the_database_itself_keeps_two_from_one_bay(workshop, book, customer):
    """Whatever the code above it does."""
    workshop()
    row = row_of(book(customer, EIGHT))
    resources = [(one.kind, one.resource_id) for one in row.allocations.all()]
    last_minute, next_minute = (
        [Claim(*one, Span(begin, begin + timedelta(minutes=1))) for one in resources]
        for begin in (row.end - timedelta(minutes=1), row.end)
    )
    other = row.reservation
    assert Allocation.objects.claim(other, last_minute) == set()
    assert Allocation.objects.claim(other, next_minute) == {
        (row.vehicle_id, row.end),
        (row.bay_id, row.end),
        (row.employee_id, row.end),
    }


def nothing_was_written(emitted) -> bool:
    return not (Appointment.objects.exists() or Allocation.objects.exists() or emitted())


def test_what_is_past_does_not_count_towards_the_limit(workshop, book, customer, clock):
    workshop(policy={"max_open_per_customer": 2})
    for start in ("2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z"):
        book(customer, start)
    clock.move_to(datetime(2026, 11, 24, 10, 1, tzinfo=UTC))
    assert book(customer, "2026-11-25T07:00:00Z")["status"] == "pending"


def test_a_booking_that_nobody_confirmed_expires_when_its_time_is_over(
    workshop, book, customer, employee, clock, emitted, example
):
    workshop(bays=2, technicians=2)
    booked, confirmed, later = (book(customer, start) for start in [EIGHT, EIGHT, "2026-11-24T08:00:00Z"])
    employee.post(url_of(confirmed, "confirm"))
    clock.move_to(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    expire_bookings()
    assert [row_of(any_of).status for any_of in (booked, confirmed, later)] == [
        "expired",
        "confirmed",
        "pending",
    ]
    assert not row_of(booked).allocations.exists()
    (line,) = row_of(booked).transitions.filter(to_status="expired")
    assert (line.actor_id, line.reason) == (SYSTEM.id, "Nobody confirmed it in time.")
    (event,) = emitted("appointment.expired.v1")
    assert (event.subject, event.data["status"]) == (booked["id"], "expired")
    assert event.data.keys() == example(event.name).keys()
    expire_bookings()
    assert len(emitted("appointment.expired.v1")) == 1
    assert employee.post(url_of(booked, "confirm")).json()["allowed"] == []
