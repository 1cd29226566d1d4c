"""Who is given the work: whoever is asked for, or has the least of it that week; and why is said."""

from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appointments.models import Appointment, Hold
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from resources.models import Bay, Technician
from tests.rows import row_of
from tests.urls import URL, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.shows("AP16")]
EIGHT, NINE = "2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z"
SATURDAY, SUNDAY, MONDAY = (f"2026-11-{day}T09:00:00Z" for day in (28, 29, 30))


@pytest.fixture
def people(workshop):
    """So many equal technicians in a workshop with a bay for each; their ids, the lowest first."""

    def people(many=2, **changes):
        workshop(bays=many, technicians=many, **changes)
        return [str(one) for one in sorted(Technician.objects.values_list("pk", flat=True))]

    return people


def given(booked):
    return booked["employee_id"], booked["assignment_reason"]


def test_in_a_week_equals_have_the_same_minutes_but_for_one_booking(people, book, customer):
    everybody = people(3, duration_minutes=45)
    minutes = Counter(dict.fromkeys(everybody, 0))
    starts = [
        datetime(2026, 11, 24 + day, 7 + hour, tzinfo=UTC)
        for hour in (3, 0, 6, 1, 5)
        for day in (4, 0, 5, 2, 1, 3)
    ]
    for start in starts:
        booked = book(customer, start.isoformat())
        minutes[booked["employee_id"]] += 45
        assert booked["assignment_reason"] == "least_busy"
        assert max(minutes.values()) - min(minutes.values()) <= 45
    assert sorted(minutes.values()) == [450, 450, 450]
    assert Appointment.objects.filter(assignment_reason="least_busy").count() == 30


def test_a_week_ends_with_sunday(people, book, customer):
    first, second = people()
    assert book(customer, SUNDAY)["employee_id"] == first
    assert book(customer, MONDAY)["employee_id"] == first
    assert book(customer, SATURDAY)["employee_id"] == second


def test_a_week_begins_at_midnight_on_the_clock_of_the_location(people, book, customer):
    first, second = people(hours=(("00:00", "00:00"),), policy={"slot_step_minutes": 30})
    assert book(customer, "2026-11-29T22:00:00Z")["employee_id"] == first
    assert book(customer, "2026-11-29T23:00:00Z")["employee_id"] == first
    assert book(customer, "2026-12-06T21:30:00Z")["employee_id"] == second


def test_of_those_with_equal_weeks_who_has_less_that_day(people, book, customer):
    first, second = people()
    assert book(customer, "2026-11-25T09:00:00Z")["employee_id"] == first
    assert book(customer, "2026-11-24T09:00:00Z")["employee_id"] == second
    assert book(customer, "2026-11-24T12:00:00Z")["employee_id"] == first


@pytest.mark.parametrize("how", ["book", "hold"])
def test_whoever_is_asked_for_does_it_if_they_are_free(people, try_to_book, customer, how):
    _, second = people()
    wanted = {"preferred_technician_id": second}
    if how == "book":
        reply = try_to_book(customer, EIGHT, **wanted)
        row = Appointment.objects.get()
    else:
        reply = customer.post(f"{URL}holds/", {"service_type": "oil-change", "start": EIGHT, **wanted})
        row = Hold.objects.get()
    assert (reply.status_code, given(reply.json())) == (201, (second, "preferred"))
    assert (str(row.employee_id), row.assignment_reason) == (second, "preferred")
    assert str(row.allocations.get(kind="technician").resource_id) == second


@pytest.mark.parametrize("start", [EIGHT, "2026-11-24T07:30:00Z"])
def test_who_is_busy_then_is_passed_over_and_the_answer_says_so(people, book, customer, start):
    first, second = people()
    book(customer, NINE, preferred_technician_id=second)
    expected = (second, "preferred") if start == EIGHT else (first, "only_one")
    assert given(book(customer, start, preferred_technician_id=second)) == expected


@pytest.mark.parametrize(
    "able", [{"skills": (("painting", None),)}, {"hours": ("12:00", "17:00")}, {"is_active": False}]
)
def test_so_is_who_cannot_do_it(people, book, customer, hire, able):
    (first,) = people(1)
    other = str(hire(**able))
    assert given(book(customer, EIGHT, preferred_technician_id=other)) == (first, "only_one")


def test_who_never_was_is_refused(people, try_to_book, customer):
    people()
    reply = try_to_book(customer, EIGHT, preferred_technician_id=str(new_id()))
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "preferred_technician_id")
    assert not Appointment.objects.exists()


def test_what_is_held_is_done_by_who_was_held_for_the_same_reason(people, book, customer, stranger):
    first, second = people()
    slot = {"service_type": "oil-change", "start": EIGHT}
    preferred = customer.post(f"{URL}holds/", {**slot, "preferred_technician_id": second}).json()
    assert given(book(customer, EIGHT, hold_id=preferred["id"])) == (second, "preferred")
    held = stranger.post(f"{URL}holds/", slot).json()
    assert given(held) == (first, "only_one")
    assert given(book(stranger, EIGHT, hold_id=held["id"])) == (first, "only_one")


def test_a_booking_may_ask_for_another_than_was_held(people, book, customer):
    first, second = people()
    held = customer.post(f"{URL}holds/", {"service_type": "oil-change", "start": EIGHT}).json()
    assert held["employee_id"] == first
    booked = book(customer, EIGHT, hold_id=held["id"], preferred_technician_id=second)
    assert given(booked) == (second, "preferred")


def test_whoever_was_asked_for_is_asked_for_again_when_it_is_moved(people, book, customer):
    _, second = people()
    booked = book(customer, EIGHT, preferred_technician_id=second)
    book(customer, "2026-11-25T09:00:00Z", preferred_technician_id=second)
    moved = customer.post(url_of(booked, "reschedule"), {"start": NINE}).json()
    assert given(moved) == (second, "preferred")
    assert row_of(booked).assignment_reason == "preferred"


def test_who_is_given_it_later_was_reassigned(people, book, customer, foreman):
    _, second = people()
    booked = book(customer, EIGHT)
    given_over = foreman.post(url_of(booked, "assign"), {"employee_id": second}).json()
    assert given(given_over) == (second, "reassigned")
    assert row_of(booked).assignment_reason == "reassigned"


def test_where_a_closure_moves_it_to_its_own_technician_the_reason_stays(people, book, customer, admin):
    _, second = people()
    booked = book(customer, EIGHT, preferred_technician_id=second)
    day = {"start": "2026-11-24T00:00:00+01:00", "end": "2026-11-25T00:00:00+01:00", "reason": "Storm"}
    closure = admin.post(f"{URL}closures/", day).json()
    admin.post(f"{URL}closures/{closure['id']}/move-bookings/", {})
    moved = customer.get(url_of(booked)).json()
    assert (moved["start"][:10], given(moved)) == ("2026-11-25", (second, "preferred"))


def test_bookings_of_before_have_no_reason(people, book, customer):
    people()
    booked = book(customer, EIGHT)
    Appointment.objects.update(assignment_reason=None)
    assert customer.get(url_of(booked)).json()["assignment_reason"] is None


def test_slots_of_one_technician_are_those_at_which_they_are_free(people, book, customer, slots):
    first, second = people(hours=(("08:00", "10:00"),), policy={"slot_step_minutes": 60})
    book(customer, EIGHT, preferred_technician_id=first)
    assert slots("2026-11-24") == [EIGHT, NINE]
    assert slots("2026-11-24", technician=first) == [NINE]
    assert slots("2026-11-24", technician=second) == [EIGHT, NINE]
    for start in slots("2026-11-24", technician=first):
        assert given(book(customer, start, preferred_technician_id=first)) == (first, "preferred")


def test_slots_of_one_bay_are_those_at_which_it_is_free(people, book, customer, slots):
    people(hours=(("08:00", "10:00"),), policy={"slot_step_minutes": 60})
    taken, free = Bay.objects.order_by("name")
    assert book(customer, EIGHT)["bay"]["id"] == str(taken.id)
    assert slots("2026-11-24", bay=str(taken.id)) == [NINE]
    assert slots("2026-11-24", bay=str(free.id)) == [EIGHT, NINE]


def test_of_what_there_is_not_there_are_no_slots_and_why_is_said(people, customer, slots):
    people()
    assert slots("2026-11-24", technician=str(new_id())) == []
    query = {"service_type": "oil-change", "from": "2026-11-24", "to": "2026-11-24", "explain": "1"}
    for name, code in (("technician", "no_skilled_technician"), ("bay", "no_bay")):
        reply = customer.get(f"{URL}slots/", {**query, name: str(new_id())})
        assert reply.json()["reasons"] == [{"date": "2026-11-24", "codes": [code]}]


def test_as_many_queries_for_twenty_technicians_with_a_week_of_work_as_for_two(
    people, book, vehicle_of, customer
):
    people(2)
    counts = []
    for more in (0, 18):
        for number in range(more):
            Bay.objects.create(name=f"More {number}", kind="lift")
            Technician.objects.create(
                id=new_id(), name="More", is_active=True, skills=[{"code": "mechanics", "expires_on": None}],
                working_hours=[{"weekday": day, "start": "00:00", "end": "00:00"} for day in range(7)],
            )  # fmt: skip
            book(customer, f"2026-11-{24 + number % 5}T{8 + number // 5:02}:00:00Z")
        start = f"2026-11-24T{13 + len(counts)}:00:00Z"
        body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": start}
        with CaptureQueriesContext(connection) as captured:
            assert customer.post(URL, body).status_code == 201
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_ask_for_the_same_one_at_once_one_gets_them(people, vehicle_of, employee, customer):
    _, second = people(policy={"allow_vehicle_overlap": True})
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": EIGHT}
    replies = at_the_same_time(
        *[lambda: employee.post(URL, {**body, "preferred_technician_id": second})] * 10
    )
    booked = [reply.json() for reply in replies if reply.status_code == 201]
    assert len(booked) == 2
    assert [one["employee_id"] for one in booked if one["assignment_reason"] == "preferred"] == [second]
    assert len({UUID(one["employee_id"]) for one in booked}) == 2
