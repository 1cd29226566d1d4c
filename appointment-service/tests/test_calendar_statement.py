"""The statement by which a calendar is read says what the ORM says, table by table."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from appointments.actions.availability import offered
from appointments.calendar import Calendar, Slot
from appointments.calendar_queries import Scope, calendar
from appointments.calendar_statement import read
from appointments.fairness import fairest_first
from appointments.local_time import Span
from appointments.models import Appointment
from appointments.visit import Requested
from resources.models import (
    DEFAULT_LOCATION_ID,
    Bay,
    Closure,
    Equipment,
    ExceptionalDay,
    ExceptionalHours,
    Lendable,
    Policy,
)
from tests.drawing import in_each
from tests.drawn_workshops import DAYS, Workshop, workshops
from tests.moments import NOW
from tests.opened_workshop import code_of
from tests.orm_calendar import orm_calendar
from tests.urls import URL

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
A_QUARTER = timedelta(minutes=15)
TUESDAY = date(2026, 11, 24)


@pytest.mark.drill
def test_in_any_workshop_it_says_what_the_orm_says(open_up, rounds, chance):
    counts: Counter[str] = Counter()

    def says_the_same(drawn: Workshop) -> None:
        opened = open_up(drawn)
        begin = datetime.combine(drawn.first_day, time.min, UTC)
        for location, place in zip(opened.locations, drawn.places, strict=True):
            wanted = place.wanted
            services = {"services": list(map(code_of, wanted.services)), "at_once": wanted.at_once}
            asked = {**services, "location_id": location.id}
            counts.update(compared(asked, Span(begin, begin + DAYS * A_DAY), drawn.now))

    in_each(workshops(), says_the_same, rounds(8, 300), chance)
    assert rounds(True, counts["slot"] > 0), counts


def compared(asked: dict[str, Any], span: Span, now: datetime) -> Iterator[str]:
    """What both say of each quarter of an hour, which is the same."""
    visit = offered(asked)
    read = calendar(visit, span, now, scope=Scope(whole_weeks=True))
    known = orm_calendar(visit, span, now)
    assert parts(read) == parts(known)
    day = known.day_of(span.start) - A_DAY
    while day <= known.day_of(span.end) + A_DAY:
        assert read.opening_times.on(day) == known.opening_times.on(day)
        day += A_DAY
    start = span.start
    while start < span.end:
        verdict = said_of(read, start)
        assert verdict == said_of(known, start), start
        yield "slot" if isinstance(verdict, tuple) else verdict
        start += A_QUARTER


def parts(known: Calendar) -> dict[str, Any]:
    rules = [field.attname for field in type(known.policy)._meta.concrete_fields if field.attname != "id"]
    people = ("name", "skills", "working_hours", "weeks", "exceptions", "time_off")
    return {
        "rules": {name: getattr(known.policy, name) for name in rules},
        "bays": [(one.id, one.name, one.kind) for one in known.bays],
        "equipment": [(one.id, one.name, one.kind) for one in known.equipment],
        "lendables": [(one.id, one.name, one.kind) for one in known.lendables],
        "technicians": {one.id: [getattr(one, name) for name in people] for one in known.technicians},
    }


def said_of(known: Calendar, start: datetime) -> Any:
    """The reason, or the end and who and what is free, in the order in which they are tried."""
    verdict = known.judge(start)
    if not isinstance(verdict, Slot):
        return verdict
    needs = fairest_first(known, verdict).needs
    return verdict.end, [(need.kind, need.during, [one.id for one in need.resources]) for need in needs]


def test_equipment_exceptions_closures_and_holds_are_read_too(workshop, book, customer, employee, clock):
    needs = [{"kind": "balancer", "count": 2}]
    workshop(bays=3, technicians=3, equipment=needs, buffer_before_minutes=15, buffer_minutes=30)
    for number, kind in enumerate(["balancer", "balancer", "balancer", "press"]):
        Equipment.objects.create(name=f"Unit {9 - number}", kind=kind)
    Equipment.objects.create(name="Gone", kind="balancer", is_active=False)
    Bay.objects.create(name="Gone", kind="lift", is_active=False)
    Bay.objects.create(name="Pit", kind="pit")
    Bay.objects.create(name="Annex", kind="lift")
    for day, opens, closes in ((TUESDAY, time(10), time(12)), (TUESDAY, time(13), time(0))):
        exceptional, _ = ExceptionalDay.objects.get_or_create(date=day)
        ExceptionalHours.objects.create(day=exceptional, opens=opens, closes=closes)
    ExceptionalDay.objects.create(date=TUESDAY + A_DAY)
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    Closure.objects.create(start=noon, end=noon + timedelta(hours=2), reason="Inventory")
    book(customer, "2026-11-26T08:30:00Z")
    held = {"service_type": "oil-change", "start": "2026-11-26T10:30:00Z"}
    assert employee.post(f"{URL}holds/", held).status_code == 201
    asked = {"service_type": "oil-change"}

    while_held = list(compared(asked, Span(NOW, NOW + 4 * A_DAY), NOW))
    afterwards = list(compared(asked, Span(NOW, NOW + 4 * A_DAY), NOW + timedelta(minutes=11)))

    assert {"slot", "closed", "full", "between_slots"} <= {str(one) for one in while_held}
    assert afterwards.count("full") < while_held.count("full")


def test_what_is_lent_is_read_until_it_is_to_be_back(workshop, book, customer, stranger):
    workshop(bays=3, technicians=3)
    for number, kind in enumerate(["car", "car", "bicycle"]):
        Lendable.objects.create(name=f"Number {9 - number}", kind=kind)
    Lendable.objects.create(name="Sold", kind="car", is_active=False)
    for client in (customer, stranger):
        book(client, "2026-11-27T08:00:00Z", lend="car")
    asked = {"service_type": "oil-change", "lend": "car"}
    tomorrow = Span(NOW, NOW + A_DAY)

    for_a_day, for_a_week = (
        list(compared({**asked, "lent_until": NOW + days * A_DAY}, tomorrow, NOW)) for days in (2, 7)
    )

    assert "slot" in for_a_day
    assert {"full"} <= set(for_a_week) <= {"full", "closed", "between_slots", "too_soon"}


def test_of_no_service_it_reads_no_more_than_of_one(workshop, book, customer):
    workshop()
    book(customer, "2026-12-24T07:00:00Z")
    found = read(DEFAULT_LOCATION_ID, Requested(["unknown"]), Span(NOW, NOW + A_DAY), NOW)
    assert (found.service_types, found.taken) == ([], [])


def test_what_a_reservation_takes_can_be_left_out(workshop, book, customer):
    workshop()
    book(customer, "2026-11-24T07:00:00Z")
    row, eight = Appointment.objects.get(), datetime(2026, 11, 24, 7, tzinfo=UTC)
    visit = offered({"service_type": "oil-change"})
    taken, free = (
        calendar(visit, Span(eight, eight), NOW, scope=Scope(but)).judge(eight)
        for but in ([], [row.reservation_id])
    )
    assert (taken, type(free)) == ("full", Slot)


def test_a_location_without_rules_has_the_usual_ones(workshop):
    workshop()
    Policy.objects.all().delete()
    visit = offered({"service_type": "oil-change"})
    assert parts(calendar(visit, Span(NOW, NOW), NOW)) == parts(orm_calendar(visit, Span(NOW, NOW), NOW))
