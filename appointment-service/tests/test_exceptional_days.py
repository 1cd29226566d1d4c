"""/api/v1/appointments/opening-hours/exceptions/."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appointments.models import Appointment
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from resources.models import DEFAULT_LOCATION_ID, ExceptionalDay, ExceptionalHours, Location, OpeningHours
from tests.rows import closed_for, holds_capacity
from tests.urls import URL, url_of

pytestmark = pytest.mark.django_db
EXCEPTIONS = f"{URL}opening-hours/exceptions/"
TUESDAY, WEDNESDAY = "2026-11-24", "2026-11-25"
MORNING = {"opens": "08:00", "closes": "10:00"}
EVENING = {"opens": "20:00", "closes": "21:00"}
SHORT_DAY = {"name": "Christmas Eve", "periods": [MORNING]}
CLOSED = {"name": "Inventory", "periods": []}


def url_on(day: str, location: Location | None = None) -> str:
    return f"{EXCEPTIONS}{day}/" + (f"?location_id={location.id}" if location else "")


def rows() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (str(day.date), [(f"{period.opens:%H:%M}", f"{period.closes:%H:%M}") for period in day.periods.all()])
        for day in ExceptionalDay.objects.order_by("date")
    ]


@pytest.fixture
def harbour() -> Location:
    location = Location.objects.create(name="Harbour", time_zone="America/New_York")
    OpeningHours.objects.create(location=location, weekday=1, opens=time(8), closes=time(17))
    return location


def test_a_date_has_hours_of_its_own_and_the_days_around_keep_the_weeks(workshop, admin, slots):
    workshop()
    around = slots("2026-11-23"), slots(WEDNESDAY, "2026-12-01")

    reply = admin.put(url_on(TUESDAY), {"name": "Christmas Eve", "periods": [EVENING, MORNING]})

    assert reply.status_code == 200
    assert reply.json() == {
        "location_id": str(DEFAULT_LOCATION_ID),
        "date": TUESDAY,
        "is_exception": True,
        "name": "Christmas Eve",
        "periods": [MORNING, EVENING],
        "bookings_count": 0,
        "bookings": [],
    }
    assert rows() == [(TUESDAY, [("08:00", "10:00"), ("20:00", "21:00")])]
    starts = ["07:00", "07:30", "08:00", "19:00"]
    assert slots(TUESDAY) == [f"{TUESDAY}T{clock}:00Z" for clock in starts]
    assert (slots("2026-11-23"), slots(WEDNESDAY, "2026-12-01")) == around


@pytest.mark.shows("AP09")
def test_without_hours_the_date_is_closed_and_its_bookings_are_named(workshop, admin, book, customer, slots):
    workshop()
    hit = [book(customer, f"{TUESDAY}T07:00:00Z"), book(customer, f"{TUESDAY}T09:00:00Z")]
    cancelled = book(customer, f"{TUESDAY}T11:00:00Z")
    customer.post(url_of(cancelled, "cancel"))
    book(customer, f"{WEDNESDAY}T07:00:00Z")

    reply = admin.put(url_on(TUESDAY), CLOSED)

    assert reply.status_code == 200
    assert (reply.json()["bookings"], reply.json()["bookings_count"]) == ([closed_for(one) for one in hit], 2)
    assert all(holds_capacity(booked) for booked in hit)
    assert {start[:10] for start in slots(TUESDAY, WEDNESDAY)} == {WEDNESDAY}
    assert rows() == [(TUESDAY, [])]


def test_a_closed_date_is_not_booked_and_says_why(workshop, admin, customer, vehicle_of):
    workshop()
    admin.put(url_on(TUESDAY), CLOSED)
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": f"{TUESDAY}T07:00:00Z"}
    reply = customer.post(URL, body)
    assert (reply.status_code, reply.json()["reason"]) == (409, "closed")
    assert reply.json()["alternatives"][0]["start"] == f"{WEDNESDAY}T07:00:00Z"
    assert not Appointment.objects.exists()
    explained = {"service_type": "oil-change", "from": TUESDAY, "to": TUESDAY, "explain": "1"}
    assert customer.get(f"{URL}slots/", explained).json()["reasons"] == [
        {"date": TUESDAY, "codes": ["closed"]}
    ]


def test_a_date_on_which_the_week_is_closed_can_be_opened(workshop, admin, book, customer, slots):
    workshop(weekdays=[0])
    assert slots(TUESDAY) == []
    admin.put(url_on(TUESDAY), {"periods": [MORNING]})
    booked = book(customer, slots(TUESDAY)[-1])
    assert (booked["start"], booked["end"]) == (f"{TUESDAY}T08:00:00Z", f"{TUESDAY}T09:00:00Z")
    assert ExceptionalDay.objects.get().name == ""


def test_a_booking_is_hit_when_a_minute_of_it_is_outside(workshop, admin, book, customer):
    workshop()
    inside, partly = book(customer, f"{TUESDAY}T07:00:00Z"), book(customer, f"{TUESDAY}T08:00:00Z")
    until = [{"opens": "08:00", "closes": closes} for closes in ("10:00", "09:59", "09:00", "08:59")]
    hit = [admin.put(url_on(TUESDAY), {"periods": [period]}).json()["bookings"] for period in until]
    partly = closed_for(partly)
    assert hit == [[], [partly], [partly], [closed_for(inside), partly]]


def test_whoever_asks_later_is_named_who_is_still_outside(workshop, admin, employee, book, customer):
    workshop()
    moved, stays = book(customer, f"{TUESDAY}T07:00:00Z"), book(customer, f"{TUESDAY}T09:00:00Z")
    assert admin.put(url_on(TUESDAY), CLOSED).json()["bookings"] == [closed_for(moved), closed_for(stays)]
    customer.post(url_of(moved, "reschedule"), {"start": f"{WEDNESDAY}T07:00:00Z"})
    later = employee.get(url_on(TUESDAY)).json()
    assert (later["name"], later["bookings"], later["bookings_count"]) == (
        "Inventory",
        [closed_for(stays)],
        1,
    )


def test_what_is_past_is_not_hit(workshop, admin, book, customer, clock):
    workshop()
    book(customer, f"{TUESDAY}T07:00:00Z")
    clock.move_to(datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert admin.put(url_on(TUESDAY), CLOSED).json()["bookings_count"] == 0


def test_an_answer_names_a_hundred_bookings_and_counts_them_all(workshop, admin, book, customer, monkeypatch):
    monkeypatch.setattr("appointments.actions.bookings_hit.MOST_NAMED", 1)
    workshop()
    hit = [book(customer, f"{TUESDAY}T07:00:00Z"), book(customer, f"{TUESDAY}T09:00:00Z")]
    reply = admin.put(url_on(TUESDAY), CLOSED).json()
    assert (reply["bookings"], reply["bookings_count"]) == ([closed_for(hit[0])], 2)


def test_hours_are_replaced_whole_and_removed_the_weeks_count_again(workshop, admin, book, customer, slots):
    workshop(hours=(("09:00", "12:00"),))
    week = slots(TUESDAY)
    admin.put(url_on(TUESDAY), SHORT_DAY)
    early = book(customer, f"{TUESDAY}T07:00:00Z")
    admin.put(url_on(TUESDAY), {"name": "A long evening", "periods": [MORNING, EVENING]})
    assert (ExceptionalDay.objects.get().name, ExceptionalHours.objects.count()) == ("A long evening", 2)

    reply = admin.delete(url_on(TUESDAY))

    assert reply.status_code == 200
    assert (reply.json()["is_exception"], reply.json()["name"]) == (False, "")
    assert reply.json()["periods"] == [{"opens": "09:00", "closes": "12:00"}]
    assert (reply.json()["bookings"], reply.json()["bookings_count"]) == ([closed_for(early)], 1)
    assert not ExceptionalDay.objects.exists()
    assert not ExceptionalHours.objects.exists()
    assert slots(TUESDAY) == week
    assert admin.delete(url_on(TUESDAY)).status_code == 404


def test_a_week_that_is_set_later_leaves_exceptions_alone(workshop, admin, slots):
    workshop()
    admin.put(url_on(TUESDAY), SHORT_DAY)
    before = slots(TUESDAY)
    admin.put(f"{URL}opening-hours/", {"periods": []})
    assert slots(TUESDAY, "2026-12-01") == before


def test_everybody_lists_them_by_date_and_location(admin, customer, harbour):
    for day, body in ((WEDNESDAY, CLOSED), (TUESDAY, SHORT_DAY)):
        admin.put(url_on(day), body)
    admin.put(url_on("2027-01-01", harbour), {"name": "New Year", "periods": []})
    listed = customer.get(EXCEPTIONS).json()["results"]
    assert [(row["date"], row["name"], row["periods"]) for row in listed] == [
        (TUESDAY, "Christmas Eve", [MORNING]),
        (WEDNESDAY, "Inventory", []),
        ("2027-01-01", "New Year", []),
    ]

    def dates(**query: str) -> list[str]:
        return [row["date"] for row in customer.get(EXCEPTIONS, query).json()["results"]]

    assert dates(location_id=str(harbour.id)) == ["2027-01-01"]
    assert dates(location_id=str(DEFAULT_LOCATION_ID), ordering="-date") == [WEDNESDAY, TUESDAY]
    assert dates(**{"from": WEDNESDAY}) == [WEDNESDAY, "2027-01-01"]
    assert dates(to=WEDNESDAY) == [TUESDAY, WEDNESDAY]
    assert dates(**{"from": WEDNESDAY, "to": WEDNESDAY}) == [WEDNESDAY]
    pages = [customer.get(EXCEPTIONS, {"page_size": 2}).json()]
    pages.append(customer.get(pages[0]["next"]).json())
    assert [row["date"] for page in pages for row in page["results"]] == [TUESDAY, WEDNESDAY, "2027-01-01"]


def test_each_location_has_its_own(workshop, admin, harbour, book, customer):
    workshop()
    booked = book(customer, f"{TUESDAY}T15:00:00Z")
    there = admin.put(url_on(TUESDAY, harbour), CLOSED)
    assert (there.status_code, there.json()["location_id"]) == (200, str(harbour.id))
    assert there.json()["bookings"] == []
    here = admin.get(url_on(TUESDAY)).json()
    assert (here["is_exception"], here["periods"]) == (False, [{"opens": "08:00", "closes": "17:00"}])
    assert admin.put(url_on(TUESDAY), SHORT_DAY).json()["bookings"] == [closed_for(booked)]
    assert ExceptionalDay.objects.count() == 2


@pytest.mark.parametrize(
    ("day", "readings"),
    [
        ("2027-03-28", "01:00 01:30 03:00 03:30 04:00"),
        ("2027-10-31", "01:00 01:30 02:00 02:30 02:00 02:30 03:00 03:30 04:00"),
    ],
    ids=["spring", "autumn"],
)
def test_hours_are_read_on_the_clock_also_in_the_night_it_is_changed(workshop, admin, slots, day, readings):
    workshop(weekdays=[], policy={"horizon_days": 400})
    admin.put(url_on(day), {"name": "Night shift", "periods": [{"opens": "01:00", "closes": "05:00"}]})
    berlin = ZoneInfo("Europe/Berlin")
    starts = [datetime.fromisoformat(start).astimezone(berlin) for start in slots(day)]
    assert " ".join(f"{start:%H:%M}" for start in starts) == readings


def test_hours_until_midnight_and_those_of_the_next_date_are_one(workshop, admin, book, customer, slots):
    workshop(hours=(("22:00", "00:00"),))
    late = f"{TUESDAY}T22:30:00Z"  # 23:30 in Berlin
    admin.put(url_on(TUESDAY), {"periods": [{"opens": "23:00", "closes": "00:00"}]})
    assert late not in slots(TUESDAY)
    admin.put(url_on(WEDNESDAY), {"periods": [{"opens": "00:00", "closes": "01:00"}]})
    booked = book(customer, late)
    assert booked["end"] == f"{TUESDAY}T23:30:00Z"
    assert admin.get(url_on(TUESDAY)).json()["bookings"] == []
    assert admin.delete(url_on(WEDNESDAY)).json()["bookings"] == [closed_for(booked)]


def test_the_longest_service_ends_before_a_date_that_is_closed(
    workshop, admin, book, customer, vehicle_of, slots
):
    workshop(
        hours=(("00:00", "00:00"),),
        duration_minutes=1440,
        buffer_minutes=1440,
        policy={"horizon_days": 400},
    )
    friday = "2027-03-26"  # Sunday has 23 hours
    assert slots(friday)[-1] == f"{friday}T22:30:00Z"
    admin.put(url_on("2027-03-29"), CLOSED)
    assert slots(friday)[-1] == f"{friday}T22:00:00Z"
    body = {"vehicle_id": vehicle_of(customer), "service_type": "oil-change", "start": f"{friday}T22:30:00Z"}
    assert customer.post(URL, body).json()["reason"] == "closed"
    assert book(customer, f"{friday}T22:00:00Z")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"periods": [{"opens": "10:00", "closes": "08:00"}]}, 400, "before_opening"),
        ({"periods": [{"opens": "10:00", "closes": "10:00"}]}, 400, "before_opening"),
        ({"periods": [{"opens": "24:00", "closes": "00:00"}]}, 400, "invalid"),
        ({"periods": [MORNING] * 1000}, 400, "max_length"),
        ({"periods": [{"weekday": 1, **MORNING}]}, 400, "unknown_field"),
        ({"name": "Christmas Eve"}, 400, "required"),
        ({**CLOSED, "name": "x" * 101}, 400, "max_length"),
        ({"periods": [MORNING, {"opens": "09:59", "closes": "12:00"}]}, 422, "overlapping"),
        ({"periods": [{"opens": "08:00", "closes": "00:00"}, EVENING]}, 422, "overlapping"),
    ],
)
def test_hours_that_cannot_be_are_refused(admin, body, status, code):
    reply = admin.put(url_on(TUESDAY), body)
    assert reply.status_code == status
    assert (reply.json()["errors"][0]["code"] if status == 400 else reply.json()["code"]) == code
    assert not ExceptionalDay.objects.exists()


@pytest.mark.parametrize("day", ["2027-02-29", "2026-13-01", "1899-12-31", "tomorrow", "20261124"])
def test_a_date_that_does_not_exist_is_404(admin, day):
    assert admin.put(url_on(day), CLOSED).status_code == 404
    assert not ExceptionalDay.objects.exists()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": TUESDAY, "to": "2036-11-24"}, "to"),
        ({"from": WEDNESDAY, "to": TUESDAY}, "to"),
        ({"from": "2026-02-30"}, "from"),
        ({"location_id": "here"}, "location_id"),
    ],
)
def test_a_question_that_is_not_well_formed_is_refused(customer, query, field):
    reply = customer.get(EXCEPTIONS, query)
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, field)


def test_a_location_that_does_not_exist_is_refused(admin):
    there = f"{url_on(TUESDAY)}?location_id={new_id()}"
    for reply in (admin.get(there), admin.put(there, CLOSED), admin.delete(there)):
        assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "location_id")
    assert not ExceptionalDay.objects.exists()


def test_only_who_may_change_the_calendar_sets_them(api, employee, customer, foreman):
    for client in (employee, customer, foreman):
        assert client.put(url_on(TUESDAY), CLOSED).status_code == 403
        assert client.delete(url_on(TUESDAY)).status_code == 403
    assert customer.get(url_on(TUESDAY)).status_code == 403
    assert not ExceptionalDay.objects.exists()
    assert api.as_employee(groups=["office"]).put(url_on(TUESDAY), CLOSED).status_code == 200


def test_one_changed_meanwhile_is_not_overwritten(admin):
    stale = {"If-Match": admin.get(url_on(TUESDAY))["ETag"]}
    assert admin.put(url_on(TUESDAY), SHORT_DAY, headers=stale).status_code == 200
    assert admin.put(url_on(TUESDAY), CLOSED, headers=stale).status_code == 412
    assert admin.delete(url_on(TUESDAY), headers=stale).status_code == 412
    assert rows() == [(TUESDAY, [("08:00", "10:00")])]


@pytest.mark.django_db(transaction=True)
def test_set_by_many_at_once_it_is_one_of_what_they_sent(admin):
    sent = [[MORNING], [EVENING], [MORNING, EVENING], []]
    bodies = [{"periods": periods} for periods in sent]
    replies = at_the_same_time(*[lambda body=body: admin.put(url_on(TUESDAY), body) for body in bodies])
    assert {reply.status_code for reply in replies} == {200}
    assert admin.get(url_on(TUESDAY)).json()["periods"] in sent
    assert ExceptionalDay.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_them(workshop, admin, slots):
    workshop()
    with CaptureQueriesContext(connection) as none:
        slots(TUESDAY, "2027-01-23")
    first = datetime(2026, 11, 24, tzinfo=UTC).date()
    for days in range(0, 60, 2):
        day = ExceptionalDay.objects.create(date=first + timedelta(days=days))
        day.periods.create(opens=time(8), closes=time(10))
    with CaptureQueriesContext(connection) as many:
        slots(TUESDAY, "2027-01-23")
    assert len(none) == len(many)
    with CaptureQueriesContext(connection) as listed:
        admin.get(EXCEPTIONS)
    assert len(listed) == 2
