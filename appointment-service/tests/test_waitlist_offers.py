"""What becomes free is offered to those who wait, one after the other."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appointments.models import Allocation, Reservation
from chassis.testing.parallel import at_the_same_time
from resources.models import Bay, OpeningHours, ServiceType
from tests.moments import NOW
from tests.rows import of_the_workshop, row_of
from tests.urls import URL, url_of, waitlist
from waitlist.actions import offer_what_is_free
from waitlist.models import Entry
from waitlist.tasks import go_through

pytestmark = pytest.mark.django_db
EIGHT, TEN = "2026-11-24T07:00:00Z", "2026-11-24T09:00:00Z"
ONE_START = (("08:00", "09:00"),)


@pytest.fixture
def full(workshop, book, stranger):
    """A workshop whose one start on Tuesday is booked; the booking."""
    workshop(hours=ONE_START)
    return book(stranger, EIGHT)


def offers() -> dict[str, str | None]:
    """What is offered to each entry, in the order in which they wait."""
    return {str(entry.id): entry.start and entry.start.isoformat() for entry in Entry.objects.order_by("id")}


@pytest.mark.shows("AP17")
def test_what_is_cancelled_is_offered_to_who_waits(full, join, customer, stranger, slots, emitted, example):
    entry = join(customer)
    assert offer_what_is_free() == 0
    stranger.post(url_of(full, "cancel"))
    assert offer_what_is_free() == 1
    shown = customer.get(waitlist(entry)).json()
    expires = datetime.fromisoformat(shown["expires_at"]) - NOW
    assert (shown["status"], shown["start"], shown["end"]) == ("offered", EIGHT, "2026-11-24T08:00:00Z")
    assert timedelta(minutes=30) <= expires < timedelta(minutes=31)
    assert {one.kind for one in Entry.objects.get().allocations} == {"bay", "technician"}
    assert Entry.objects.get().reservation.state == "offered"
    assert EIGHT not in slots("2026-11-24")
    [event] = emitted("waitlist.offered.v1")
    assert event.data.keys() == example("waitlist.offered.v1").keys()
    assert (event.subject, event.data["customer_id"]) == (entry["id"], str(customer.account_id))
    assert (event.data["start"], event.data["expires_at"]) == (EIGHT, shown["expires_at"])
    assert offer_what_is_free() == 0
    assert len(emitted("waitlist.offered.v1")) == 1


@pytest.mark.shows("AP17")
def test_who_waits_longest_is_offered_first_and_each_once(workshop, book, join, api, stranger):
    workshop(hours=(("08:00", "10:00"),))
    booked = [book(stranger, start) for start in (EIGHT, "2026-11-24T08:00:00Z")]
    entries = [join(api.as_customer()) for _ in range(3)]
    for booking in booked:
        stranger.post(url_of(booking, "cancel"))
    assert offer_what_is_free() == 2
    assert offers() == {
        entries[0]["id"]: "2026-11-24T07:00:00+00:00",
        entries[1]["id"]: "2026-11-24T08:00:00+00:00",
        entries[2]["id"]: None,
    }


@pytest.mark.parametrize(
    "wishes",
    [
        {"weekdays": [0, 2, 3, 4, 5, 6]},
        {"time_from": "08:01"},
        {"time_to": "08:00"},
        {"starts_from": "2026-11-24T07:00:01Z"},
        {"starts_before": EIGHT},
    ],
)
def test_what_does_not_fit_is_offered_to_the_next(full, join, api, stranger, wishes):
    first, second = join(api.as_customer(), **wishes), join(api.as_customer())
    stranger.post(url_of(full, "cancel"))
    offer_what_is_free()
    assert offers() == {first["id"]: None, second["id"]: "2026-11-24T07:00:00+00:00"}


@pytest.mark.parametrize(
    "wishes",
    [{"weekdays": [1]}, {"time_from": "08:00", "time_to": "08:01"}, {"starts_from": EIGHT}],
)
def test_the_first_moment_that_is_wanted_fits(full, join, customer, stranger, wishes):
    join(customer, **wishes)
    stranger.post(url_of(full, "cancel"))
    assert offer_what_is_free() == 1


@pytest.fixture
def makes_room(full, admin, stranger, hire):
    """What may make room on Tuesday, by name."""

    def add_bay_and_technician():
        admin.post(f"{URL}bays/", {"name": "Bay 2", "kind": "lift"})
        hire()

    return {
        "reschedule": lambda: stranger.post(url_of(full, "reschedule"), {"start": "2026-11-25T07:00:00Z"}),
        "bay": add_bay_and_technician,
        "hours": lambda: OpeningHours.objects.filter(weekday=1).update(closes="10:00"),
    }


@pytest.mark.parametrize("what", ["reschedule", "bay", "hours"])
def test_whatever_makes_room_is_offered(makes_room, join, customer, what):
    join(customer)
    makes_room[what]()
    assert offer_what_is_free() == 1


def test_an_expired_hold_and_a_closure_that_is_lifted_make_room(
    workshop, join, customer, stranger, admin, clock
):
    workshop(hours=ONE_START)
    stranger.post(f"{URL}holds/", {"service_type": "oil-change", "start": EIGHT})
    day = {"start": "2026-11-25T00:00:00Z", "end": "2026-11-26T00:00:00Z", "reason": "Storm"}
    closure = admin.post(f"{URL}closures/", day).json()
    join(customer)
    join(stranger, starts_from="2026-11-25T00:00:00Z", starts_before="2026-11-26T00:00:00Z")
    assert offer_what_is_free() == 0
    clock.move_to(NOW + timedelta(minutes=10, seconds=1))
    admin.delete(f"{URL}closures/{closure['id']}/")
    assert offer_what_is_free() == 2


@pytest.mark.parametrize("news", ["cancelled", "no_show", "rescheduled", "assigned", "completed"])
def test_the_news_of_a_booking_offers_what_it_frees(
    full, join, customer, stranger, deliver, example, django_capture_on_commit_callbacks, news
):
    join(customer)
    stranger.post(url_of(full, "cancel"))
    name = f"appointment.{news}.v1"
    with django_capture_on_commit_callbacks(execute=True):
        assert deliver(name, example(name)) == "handled"
    assert Entry.objects.get().status == "offered"


@pytest.mark.shows("AP17")
def test_an_offer_that_runs_out_is_passed_on(full, join, api, stranger, clock, emitted):
    first, second = api.as_customer(), api.as_customer()
    entries = join(first), join(second)
    stranger.post(url_of(full, "cancel"))
    go_through()
    clock.move_to(NOW + timedelta(minutes=29))
    go_through()
    assert [first.get(waitlist(entries[0])).json()["status"], len(emitted("waitlist.expired.v1"))] == [
        "offered",
        0,
    ]
    clock.move_to(NOW + timedelta(minutes=31))
    go_through()
    [event] = emitted("waitlist.expired.v1")
    assert (event.subject, event.data["start"]) == (entries[0]["id"], EIGHT)
    assert [event.subject for event in emitted("waitlist.offered.v1")] == [entry["id"] for entry in entries]
    assert offers() == {entries[0]["id"]: None, entries[1]["id"]: "2026-11-24T07:00:00+00:00"}
    assert first.get(waitlist(entries[0])).json()["status"] == "waiting"
    assert of_the_workshop().count() == 2


def test_what_ran_out_unnoticed_can_be_booked_by_anybody(full, join, book, customer, stranger, clock, slots):
    """Whoever takes time first gives back what has expired; the entry finds out when the worker comes."""
    entry = join(customer)
    stranger.post(url_of(full, "cancel"))
    offer_what_is_free()
    clock.move_to(NOW + timedelta(minutes=31))
    assert EIGHT in slots("2026-11-24")
    book(stranger, EIGHT)
    assert not Reservation.objects.filter(state="offered").exists()
    go_through()
    assert customer.get(waitlist(entry)).json()["status"] == "waiting"
    assert customer.get(waitlist(entry)).json()["start"] is None
    assert of_the_workshop().count() == 2


def test_the_same_start_is_not_offered_twice_and_the_third_that_is_passed_ends_it(
    workshop, join, book, customer, stranger, emitted
):
    workshop(hours=(("08:00", "12:00"),))
    starts = [f"2026-11-24T{hour:02}:00:00Z" for hour in (7, 8, 9, 10)]
    booked = [book(stranger, start) for start in starts]
    entry = join(customer)
    for booking in booked:
        stranger.post(url_of(booking, "cancel"))
    statuses = []
    for _ in range(3):
        offer_what_is_free()
        statuses.append(customer.post(waitlist(entry, "decline")).json()["status"])
    assert statuses == ["waiting", "waiting", "ended"]
    passed = [event.data["start"] for event in emitted("waitlist.declined.v1")]
    assert passed == ["2026-11-24T07:00:00Z", "2026-11-24T07:30:00Z", "2026-11-24T08:00:00Z"]
    assert emitted("waitlist.ended.v1")[0].data["reason"] == "offers_passed"
    assert offer_what_is_free() == 0
    assert not Allocation.objects.exists()


@pytest.mark.shows("AP17")
def test_nothing_is_offered_too_soon_or_for_less_than_five_minutes(full, join, customer, stranger, clock):
    join(customer)
    stranger.post(url_of(full, "cancel"))
    start = row_of(full).start
    clock.move_to(start - timedelta(minutes=5) + timedelta(seconds=1), tick=False)
    assert offer_what_is_free() == 0
    clock.move_to(start - timedelta(minutes=5), tick=False)
    assert offer_what_is_free() == 1
    assert Entry.objects.get().expires_at == start


def test_an_offer_ends_where_the_lead_time_begins(workshop, book, join, customer, stranger, clock):
    workshop(hours=ONE_START, policy={"lead_minutes": 60, "cancel_deadline_minutes": 0})
    booked = book(stranger, EIGHT)
    join(customer)
    stranger.post(url_of(booked, "cancel"))
    clock.move_to(row_of(booked).start - timedelta(minutes=80), tick=False)
    assert offer_what_is_free() == 1
    assert Entry.objects.get().expires_at == row_of(booked).start - timedelta(minutes=60)


def test_nothing_is_offered_in_the_past_while_closed_or_off_sale(
    full, join, customer, stranger, admin, clock
):
    join(customer)
    stranger.post(url_of(full, "cancel"))
    day = {"start": "2026-11-24T00:00:00Z", "end": "2026-11-25T00:00:00Z", "reason": "Storm"}
    closure = admin.post(f"{URL}closures/", day).json()
    assert offer_what_is_free() == 0
    admin.delete(f"{URL}closures/{closure['id']}/")
    ServiceType.objects.update(is_active=False)
    assert offer_what_is_free() == 0
    ServiceType.objects.update(is_active=True)
    Bay.objects.update(is_active=False)
    assert offer_what_is_free() == 0
    Bay.objects.update(is_active=True)
    clock.move_to(row_of(full).start)
    assert offer_what_is_free() == 0


def test_a_line_of_any_length_costs_a_constant_number_of_queries(full, join, api, stranger):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            offer_what_is_free()
        return len(captured)

    join(api.as_customer())
    before = queries()
    for _ in range(5):
        join(api.as_customer())
    assert queries() == before < 20


def test_an_offer_whose_event_cannot_be_written_is_none(full, join, customer, stranger, monkeypatch, slots):
    """As if it had been killed in between: nothing is taken, and the next run offers it."""
    join(customer)
    stranger.post(url_of(full, "cancel"))

    def killed(entry: Entry) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("waitlist.events.slot_offered", killed)
        with pytest.raises(SystemExit):
            offer_what_is_free()
    assert (Entry.objects.get().status, Entry.objects.get().start) == ("waiting", None)
    assert EIGHT in slots("2026-11-24")
    assert not Allocation.objects.exists()
    assert offer_what_is_free() == 1


@pytest.mark.shows("AP17")
@pytest.mark.django_db(transaction=True)
def test_workers_that_run_at_once_offer_a_start_once(full, join, api, stranger, emitted):
    for _ in range(3):
        join(api.as_customer())
    stranger.post(url_of(full, "cancel"))
    assert sum(at_the_same_time(*[offer_what_is_free] * 4)) == 1
    first = Entry.objects.order_by("id").first()
    assert [event.subject for event in emitted("waitlist.offered.v1")] == [str(first.id)]
    assert of_the_workshop().count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_ordinary_booking_and_an_offer_do_not_both_have_a_start(
    full, join, customer, stranger, vehicle_of
):
    join(customer)
    stranger.post(url_of(full, "cancel"))
    body = {"vehicle_id": vehicle_of(stranger), "service_type": "oil-change", "start": EIGHT}
    replies = at_the_same_time(lambda: stranger.post(URL, body), offer_what_is_free)
    booked = replies[0].status_code == 201
    assert replies[0].status_code in {201, 409}
    assert replies[1] == (0 if booked else 1)
    assert of_the_workshop().count() == 2
