"""What bookings come to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from appointments.models import Appointment
from chassis.models import new_id
from resources.models import DEFAULT_LOCATION_ID, Bay, Location, OpeningHours, Policy, ServiceType
from tests.figures.recomputed import lists
from tests.oracle import A_DAY
from tests.rota.booked_rows import booked_row
from tests.urls import URL, url_of

STATS = f"{URL}stats/"
OPENS_THERE = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # on Monday at 06:30
WEEK = {"from": "2026-11-24", "to": "2026-11-30"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def office(api):
    return api.as_employee(groups=["office"])


@pytest.fixture
def figures(office):
    def figures(**params):
        reply = office.get(STATS, {**WEEK, **params})
        assert reply.status_code == 200, reply.json()
        return reply.json()

    return figures


@pytest.fixture
def two_locations(workshop, hire):
    """In Berlin, and where it is the next day at noon there; three people a place, all day long."""
    workshop(bays=2, technicians=3, buffer_before_minutes=10, buffer_minutes=20)
    service(DEFAULT_LOCATION_ID, "wash", minutes=45, price="10.50", currency="CHF")
    there = Location.objects.create(name="Far away", time_zone="Pacific/Kiritimati")
    Policy.objects.create(location=there, lead_minutes=0)
    for day in range(7):
        OpeningHours.objects.create(location=there, weekday=day, opens="06:30", closes="14:00")
    for number in range(3):
        Bay.objects.create(location=there, name=f"Bay {number}", kind="lift")
        hours = {"start": "06:00", "end": "14:00", "location_id": str(there.id)}
        hire(working_hours=[{"weekday": day, **hours} for day in range(7)])
    service(there.id, "oil-change", minutes=60, price="1200", currency="JPY")
    return [str(DEFAULT_LOCATION_ID), str(there.id)]


def service(location_id, code, *, minutes, price, currency):
    return ServiceType.objects.create(
        location_id=location_id,
        code=code,
        name=code,
        duration_minutes=minutes,
        price_amount=price,
        price_currency=currency,
        required_skill="mechanics",
        bay_kind="lift",
    )


def test_figures_are_those_that_the_lists_of_the_api_come_to(
    two_locations, try_to_book, customer, employee, office, api, clock, chance
):
    booked = []
    for _ in range(60):
        place = chance.choice(two_locations)
        code = chance.choice(["oil-change", "wash"]) if place == two_locations[0] else "oil-change"
        opens = datetime(2026, 11, 23, 7, tzinfo=UTC) if place == two_locations[0] else OPENS_THERE
        days, halves = chance.randrange(1, 8), chance.randrange(14)
        start = opens + days * A_DAY + halves * timedelta(minutes=30)
        wanted = {"location_id": place, "service_type": code}
        reply = try_to_book(customer, start.isoformat(), **wanted)
        if reply.status_code == 201:
            booked.append(reply.json())
        clock.shift(timedelta(minutes=chance.randrange(3)))
    assert len(booked) > 10
    for one in sorted(booked, key=lambda one: one["start"]):
        _befall(one, chance.choice(["stay", "stay", "cancel", "no-show", "check-in"]), customer, api, clock)

    staff = api.as_employee(groups=["office"])
    expected = lists(staff, dict(zip(two_locations, (3 * 24 * 60, 3 * 8 * 60), strict=True)))
    for first, last in ((24, 30), (24, 24), (25, 27)):
        reply = staff.get(STATS, {"from": f"2026-11-{first}", "to": f"2026-11-{last}"})
        shown = reply.json()
        # The default location comes last in the alphabet.
        assert [one["location_id"] for one in shown["by_location"]] == two_locations[::-1]
        expected.locations = {one: expected.locations[one] for one in two_locations[::-1]}
        wanted = expected.figures(date(2026, 11, first), date(2026, 11, last))
        assert shown == {"from": f"2026-11-{first}", "to": f"2026-11-{last}", **wanted}
    one = staff.get(STATS, {**WEEK, "location_id": two_locations[1]}).json()
    expected.locations = {two_locations[1]: expected.locations[two_locations[1]]}
    expected.appointments = [row for row in expected.appointments if row["location_id"] == two_locations[1]]
    assert one == {**WEEK, **expected.figures(date(2026, 11, 24), date(2026, 11, 30))}


def _befall(booked, what, customer, api, clock):
    if what == "cancel":
        reply = api.as_employee().post(url_of(booked, "cancel"), {"reason": "It rains."})
        assert reply.status_code == 200, reply.json()
    if what in {"no-show", "check-in"}:
        clock.move_to(datetime.fromisoformat(booked["start"]) + timedelta(minutes=1))
        staff = api.as_employee()
        if what == "check-in":
            assert staff.post(url_of(booked, "confirm")).status_code == 200
        reply = staff.post(url_of(booked, what), {} if what == "check-in" else None)
        assert reply.status_code == 200, reply.json()


def test_what_ended_early_took_its_bay_until_it_ended(workshop, figures, hire):
    service = workshop(technicians=0)
    booked = booked_row(service, hire(), datetime(2026, 11, 24, 8, tzinfo=UTC))
    booked.allocations.end_at(datetime(2026, 11, 24, 8, 45, tzinfo=UTC))
    Appointment.objects.update(status="completed")
    assert figures()["bays"]["taken_minutes"] == 45


def test_each_service_of_a_visit_has_its_revenue(workshop, figures, hire):
    booked = booked_row(workshop(technicians=0), hire(), datetime(2026, 11, 24, 8, tzinfo=UTC))
    (sold,) = booked.services
    wash = {**sold, "service_type": "wash", "price": {"amount": "0.10", "currency": "EUR"}}
    Appointment.objects.update(services=[sold, wash, wash])
    shown = figures()
    assert shown["revenue"] == [{"amount": "89.20", "currency": "EUR"}]
    assert {one["service_type"]: (one["bookings"], one["revenue"]) for one in shown["by_service_type"]} == {
        "oil-change": (1, [{"amount": "89.00", "currency": "EUR"}]),
        "wash": (0, [{"amount": "0.20", "currency": "EUR"}]),
    }


def test_of_nothing_there_is_no_share(workshop, figures):
    workshop(weekdays=(), technicians=0)
    total = figures()
    assert (total["no_show_percent"], total["lead_minutes"], total["revenue"]) == (None, None, [])
    assert total["bays"] == {"taken_minutes": 0, "available_minutes": 0, "used_percent": None}


def test_days_off_and_closures_could_not_be_used(workshop, figures, office):
    workshop(hours=(("08:00", "10:00"),))
    office.put(f"{URL}opening-hours/exceptions/2026-11-25/", {"periods": []})
    closed = {"start": "2026-11-24T07:30:00Z", "end": "2026-11-24T08:00:00Z", "reason": "Inventory"}
    assert office.post(f"{URL}closures/", closed).status_code == 201
    bays = [one["bays"]["available_minutes"] for one in figures(to="2026-11-26")["by_date"]]
    assert bays == [90, 0, 120]


@pytest.mark.parametrize(
    ("params", "field", "code"),
    [
        ({"from": "2026-11-24"}, "to", "required"),
        ({"from": "2026-11-24", "to": "2026-11-23"}, "to", "before_from"),
        ({"from": "2026-11-24", "to": "2027-11-25"}, "to", "range_too_long"),
        ({**WEEK, "location_id": str(new_id())}, "location_id", "unknown"),
        ({**WEEK, "by": "day"}, "by", "unknown_field"),
    ],
)
def test_what_is_no_range_is_400(office, params, field, code):
    reply = office.get(STATS, params)
    assert reply.status_code == 400
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [(field, code)]


def test_figures_are_for_those_who_may_see_cost(workshop, customer, employee, foreman, office, admin, api):
    workshop()
    asked = [one.get(STATS, WEEK).status_code for one in (api, customer, employee, foreman, office, admin)]
    assert asked == [401, 403, 403, 403, 200, 200]


def test_a_year_takes_as_many_queries_as_a_day(two_locations, figures, django_assert_num_queries):
    figures()
    with django_assert_num_queries(8):
        figures(to="2026-11-24")
    with django_assert_num_queries(8):
        shown = figures(to="2027-11-24")
    assert len(shown["by_date"]) == 366
