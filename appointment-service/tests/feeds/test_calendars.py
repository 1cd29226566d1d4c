"""What a calendar shows, as another library reads it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from appointments.models import Appointment, Reservation
from feeds.models import Feed
from resources.models import Bay, Location, ServiceType, Technician
from tests.feeds.readers import opened, texts
from tests.moments import NOW
from tests.rows import row_of
from tests.urls import url_of

pytestmark = pytest.mark.django_db

EIGHT, NINE = "2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z"
SAME = (
    "customer_id", "vehicle_id", "employee_id", "location_id", "service_type_id", "bay_id", "time_zone",
)  # fmt: skip
ODD = "Oil, filter; and\\or “Größe” 🚗 — a name that is longer than a line of 75 octets may be, 🛞🛞🛞🛞"


@pytest.fixture(autouse=True)
def location_of_long_ago(default_location: None) -> None:
    """A migration made it by the real clock, which is ahead of that of the tests."""
    Location.objects.update(updated_at=NOW - timedelta(days=365))


@pytest.fixture
def technician(api: Any) -> Callable[[], Any]:
    """The only one whom the workshop has."""
    return lambda: api.as_employee(Technician.objects.get().id)


@pytest.mark.shows("AP21")
def test_a_customer_sees_their_bookings_and_nothing_internal(
    workshop, book, customer, stranger, subscribe, shown
):
    workshop(technicians=2, bays=2)
    booked = book(customer, EIGHT, notes="It squeals.\nBring the winter tyres, please; thanks.")
    book(stranger, EIGHT)

    [entry] = shown(subscribe(customer))

    assert texts(entry) == {
        "uid": booked["id"],
        "sequence": "0",
        "status": "TENTATIVE",
        "transp": "OPAQUE",
        "summary": "Oil change",
        "location": "Workshop",
        "description": "It squeals.\nBring the winter tyres, please; thanks.",
        "dtstart": "2026-11-24 08:00:00+01:00",
        "dtend": "2026-11-24 09:00:00+01:00",
        "dtstamp": texts(entry)["created"],
        "last-modified": texts(entry)["created"],
        "created": str(row_of(booked).created_at.replace(microsecond=0)),
    }
    assert entry.dtstart.value == row_of(booked).start


@pytest.mark.shows("AP21")
def test_a_technician_sees_the_work_assigned_to_them(
    workshop, book, customer, technician, colleague, subscribe, shown
):
    workshop()
    book(customer, EIGHT, notes="It squeals.")
    [entry] = shown(subscribe(technician()))
    assert texts(entry)["summary"] == "Oil change · Bay 1"
    assert shown(subscribe(colleague)) == []


@pytest.mark.shows("AP21")
def test_a_bay_and_a_location_show_all_that_is_there(
    workshop, book, customer, stranger, foreman, subscribe, shown
):
    workshop(bays=2, technicians=2)
    mine, theirs = book(customer, EIGHT), book(stranger, EIGHT)
    names = {row.id: row.name for row in Technician.objects.all()}

    of_the_location = {texts(one)["uid"]: texts(one) for one in shown(subscribe(foreman, kind="location"))}
    of_the_bay = [texts(one) for one in shown(subscribe(foreman, kind="bay", bay_id=mine["bay"]["id"]))]

    assert set(of_the_location) == {mine["id"], theirs["id"]}
    technician = names[row_of(mine).employee_id]
    assert of_the_location[mine["id"]]["summary"] == f"Oil change · {mine['bay']['name']} · {technician}"
    assert [(one["uid"], one["summary"]) for one in of_the_bay] == [
        (mine["id"], f"Oil change · {technician}")
    ]
    text = str(of_the_location) + str(of_the_bay)
    assert str(customer.account_id) not in text
    assert mine["vehicle_id"] not in text


def test_another_location_is_another_calendar(workshop, book, customer, admin, subscribe, shown):
    workshop()
    book(customer, EIGHT)
    harbour = Location.objects.create(name="Harbour", time_zone="Asia/Kathmandu")
    assert len(shown(subscribe(admin, kind="location"))) == 1
    assert shown(subscribe(admin, kind="location", location_id=str(harbour.id))) == []


@pytest.mark.shows("AP21")
def test_a_new_time_raises_the_sequence_and_keeps_the_uid(workshop, book, customer, subscribe, shown, clock):
    workshop()
    booked, address = book(customer, EIGHT), subscribe(customer)
    [before] = shown(address)
    clock.shift(timedelta(minutes=5))

    assert customer.post(url_of(booked, "reschedule"), {"start": NINE}).status_code == 200

    [after] = shown(address)
    assert after.uid.value == before.uid.value
    assert (before.sequence.value, after.sequence.value) == ("0", "1")
    assert after.dtstart.value - before.dtstart.value == timedelta(hours=1)
    assert after.dtstamp.value - before.dtstamp.value >= timedelta(minutes=5)


@pytest.mark.shows("AP21")
def test_every_step_raises_it_and_a_note_does_not(
    workshop, book, customer, employee, foreman, hire, subscribe, shown
):
    workshop()
    booked, address = book(customer, EIGHT), subscribe(customer)

    def state() -> tuple[str, str]:
        [entry] = shown(address)
        return entry.sequence.value, entry.status.value

    assert state() == ("0", "TENTATIVE")
    employee.post(url_of(booked, "confirm"))
    assert state() == ("1", "CONFIRMED")
    foreman.post(url_of(booked, "assign"), {"employee_id": str(hire())})
    assert state() == ("2", "CONFIRMED")
    customer.patch(url_of(booked), {"notes": "Wash it too."})
    assert state() == ("2", "CONFIRMED")
    customer.post(url_of(booked, "reschedule"), {"start": NINE})
    assert state() == ("3", "TENTATIVE")
    customer.post(url_of(booked, "cancel"), {})
    assert state() == ("4", "CANCELLED")


@pytest.mark.shows("AP21")
@pytest.mark.parametrize("verb", ["cancel", "no-show", "expire"])
def test_what_was_called_off_is_shown_so_for_thirty_days(
    workshop, book, customer, employee, subscribe, shown, clock, verb
):
    workshop()
    address, booked = subscribe(customer), book(customer, EIGHT)
    if verb == "expire":
        Appointment.objects.update(status="expired")
    elif verb == "cancel":
        assert customer.post(url_of(booked, "cancel"), {}).status_code == 200
    else:
        clock.move_to(datetime(2026, 11, 24, 8, tzinfo=UTC))
        assert employee.post(url_of(booked, "no-show")).status_code == 200

    [entry] = shown(address)
    assert (entry.uid.value, entry.status.value, entry.transp.value) == (
        booked["id"],
        "CANCELLED",
        "TRANSPARENT",
    )
    Appointment.objects.update(
        start=datetime(2027, 2, 1, 8, tzinfo=UTC), end=datetime(2027, 2, 1, 9, tzinfo=UTC)
    )
    clock.move_to(datetime(2026, 12, 23, 7, tzinfo=UTC))
    assert len(shown(address)) == 1
    clock.move_to(datetime(2026, 12, 24, 9, tzinfo=UTC))
    assert shown(address) == []


def test_who_is_given_other_work_finds_it_gone(
    workshop, book, customer, technician, foreman, hire, subscribe, shown
):
    workshop()
    booked, address = book(customer, EIGHT), subscribe(technician())
    assert len(shown(address)) == 1
    foreman.post(url_of(booked, "assign"), {"employee_id": str(hire())})
    assert shown(address) == []


@pytest.mark.shows("AP21")
def test_whatever_names_and_notes_have_in_them_arrives(
    workshop, book, customer, admin, subscribe, shown, api
):
    workshop(name=ODD)
    Location.objects.update(name="Bay 12, yard; left", address="Größe Straße 1\n10115 Berlin, Germany")
    Bay.objects.update(name="Lift; 1, “old”")
    notes = "One, two; three\\n four\nBEGIN:VEVENT\nSUMMARY:forged 😀"
    booked = book(customer, EIGHT, notes=notes)
    address = subscribe(admin, kind="bay", bay_id=booked["bay"]["id"], name="Näme, of; a\\calendar 🚗")

    [entry] = shown(address)

    assert entry.summary.value.startswith(f"{ODD} · Technician")
    assert entry.location.value == "Bay 12, yard; left, Größe Straße 1\n10115 Berlin, Germany"
    assert entry.description.value == notes
    text = api.get(address).content
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert b"\n" not in text.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(text)
    assert (calendar["NAME"], calendar["X-WR-CALNAME"]) == ("Näme, of; a\\calendar 🚗",) * 2


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ({}, "Work"),
        ({"kind": "location"}, "Workshop"),
        ({"kind": "bay"}, "Bay 1"),
        ({"name": "Mine"}, "Mine"),
    ],
)
def test_a_calendar_has_a_title_and_a_rhythm(workshop, foreman, subscribe, api, body, title):
    workshop()
    if body.get("kind") == "bay":
        body = {**body, "bay_id": str(Bay.objects.get().id)}
    calendar = Calendar.from_ical(api.get(subscribe(foreman, **body)).content)
    assert (calendar["VERSION"], calendar["NAME"]) == ("2.0", title)
    assert calendar["PRODID"].startswith("-//ServEase//")
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT1H"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert "METHOD" not in calendar
    assert [one.name for one in calendar.subcomponents] == ["VTIMEZONE"]


@pytest.mark.shows("AP21")
def test_who_has_it_already_is_not_sent_it_again(workshop, book, customer, subscribe, api, clock):
    clock.move_to(NOW, tick=False)
    workshop()
    booked, address = book(customer, EIGHT), subscribe(customer)
    first = api.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    assert first["Last-Modified"] == "Mon, 23 Nov 2026 08:00:00 GMT"
    held = [{"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}]
    held += [{"If-None-Match": f"W/{first['ETag']}"}, {"If-None-Match": f'"other", {first["ETag"]}'}]
    clock.shift(timedelta(hours=1))
    for headers in held:
        again = api.get(address, headers=headers)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), headers
        assert again["Last-Modified"] == first["Last-Modified"]
    assert api.get(address, headers={**held[1], "If-None-Match": '"other"'}).status_code == 200
    assert api.get(address, headers={"If-Modified-Since": "yesterday"}).status_code == 200
    assert api.head(address)["ETag"] == first["ETag"]

    customer.post(url_of(booked, "reschedule"), {"start": NINE})

    for headers in held:
        changed = api.get(address, headers=headers)
        assert changed.status_code == 200, headers
        assert changed["ETag"] != first["ETag"]
        assert changed["Last-Modified"] == "Mon, 23 Nov 2026 09:00:00 GMT"


@pytest.mark.shows("AP21")
def test_what_was_taken_out_is_a_change_too(
    workshop, book, customer, technician, foreman, hire, subscribe, api, clock
):
    clock.move_to(NOW, tick=False)
    workshop()
    booked = book(customer, EIGHT)
    address = subscribe(technician())
    first = api.get(address)
    clock.shift(timedelta(hours=1))
    foreman.post(url_of(booked, "assign"), {"employee_id": str(hire())})

    changed = api.get(address, headers={"If-Modified-Since": first["Last-Modified"]})

    assert opened(changed) == []
    assert changed["Last-Modified"] == "Mon, 23 Nov 2026 09:00:00 GMT"


def test_two_states_within_a_second_are_told_apart(workshop, book, customer, subscribe, api, clock):
    clock.move_to(NOW, tick=False)
    workshop()
    booked, address = book(customer, EIGHT), subscribe(customer)
    first = api.get(address)
    customer.post(url_of(booked, "reschedule"), {"start": NINE})

    second = api.get(address, headers={"If-Modified-Since": first["Last-Modified"]})

    assert (second.status_code, second.has_header("Last-Modified")) == (200, False)
    clock.shift(timedelta(seconds=2))
    third = api.get(address)
    assert (third["ETag"], third["Last-Modified"]) == (second["ETag"], "Mon, 23 Nov 2026 08:00:01 GMT")
    assert Feed.objects.get().tag == third["ETag"]


@pytest.mark.parametrize("what", ["location", "bay", "technician"])
def test_other_names_are_another_state(workshop, book, customer, foreman, subscribe, api, shown, what):
    workshop()
    book(customer, EIGHT)
    address = subscribe(foreman, kind="location")
    first = api.get(address)
    of = {"location": Location, "bay": Bay, "technician": Technician}[what]
    row = of.objects.get()
    row.name = "Quite another name"
    row.save()

    second = api.get(address, headers={"If-None-Match": first["ETag"]})

    assert b"Quite another name" in second.content
    if what != "technician":
        [before], [after] = opened(first), opened(second)
        assert after.dtstamp.value >= before.dtstamp.value


def test_what_was_sold_is_called_as_it_was_then(workshop, book, customer, subscribe, shown):
    workshop()
    book(customer, EIGHT)
    ServiceType.objects.update(name="Quite another name")
    [entry] = shown(subscribe(customer))
    assert entry.summary.value == "Oil change"
    Appointment.objects.update(services=[])  # by a replica of before there were any
    [entry] = shown(subscribe(customer))
    assert entry.summary.value == "Quite another name"


def repeat(booked: dict[str, Any], count: int, start: datetime) -> None:
    """Let a booking have so many like it, an hour apart from a moment on."""
    row = row_of(booked)
    same = {name: getattr(row, name) for name in SAME}
    for number in range(count):
        begins = start + timedelta(hours=number)
        ends = begins + timedelta(hours=1)
        reservation = Reservation.objects.create(state="booked")
        same |= {"reservation": reservation, "start": begins, "end": ends}
        copy = Appointment.objects.create(**same, status="confirmed")
        copy.transitions.create(to_status="confirmed", actor_id=row.customer_id, start=begins, at=begins)


@pytest.mark.shows("AP21")
@pytest.mark.parametrize(("kind", "questions"), [("personal", 4), ("location", 5)])
def test_many_appointments_are_no_more_questions(
    workshop, book, customer, admin, subscribe, api, django_assert_num_queries, kind, questions
):
    workshop()
    booked = book(customer, EIGHT)
    address = subscribe(customer if kind == "personal" else admin, kind=kind)
    for count in (1, 51):
        assert len(opened(api.get(address))) == count
        with django_assert_num_queries(questions):
            api.get(address)
        repeat(booked, 50, datetime(2026, 12, 1, 8, tzinfo=UTC))


def test_of_too_many_it_shows_those_that_come_next(
    workshop, book, customer, subscribe, shown, monkeypatch, clock
):
    monkeypatch.setattr("feeds.entries.MOST_ENTRIES", 5)
    workshop()
    address = subscribe(customer)
    repeat(book(customer, EIGHT), 48, datetime(2026, 11, 23, 8, 30, tzinfo=UTC))

    def hours() -> list[tuple[int, int]]:
        starts = [one.dtstart.value.astimezone(UTC) for one in shown(address)]
        assert starts == sorted(starts)
        return [(start.day, start.hour) for start in starts]

    assert hours() == [(23, 8), (23, 9), (23, 10), (23, 11), (23, 12)]
    clock.move_to(datetime(2026, 11, 25, 6, tzinfo=UTC))
    assert hours() == [(25, 3), (25, 4), (25, 5), (25, 6), (25, 7)]


def test_it_goes_back_thirty_days(workshop, book, customer, subscribe, shown, clock):
    workshop()
    book(customer, EIGHT)
    Appointment.objects.update(status="completed")
    address = subscribe(customer)
    clock.move_to(datetime(2026, 12, 24, 6, 59, tzinfo=UTC))
    assert len(shown(address)) == 1
    clock.move_to(datetime(2026, 12, 24, 7, 1, tzinfo=UTC))
    assert shown(address) == []
