"""The rota of any week is what a walk through its minutes finds."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.models import new_id
from resources.models import DEFAULT_LOCATION_ID, Closure, Location, OpeningHours, ServiceType
from tests.drawing import in_each
from tests.opened_workshop import read, written
from tests.oracle import A_DAY, Stretch, instant
from tests.rota.booked_rows import booked_row
from tests.rota.drawn_weeks import DAYS, Booking, DrawnWeek, Employed, Minutes, RotaOracle, drawn_weeks
from tests.urls import URL


@pytest.mark.drill
@pytest.mark.shows("EM15")
@pytest.mark.django_db
def test_the_rota_of_any_week_is_what_a_walk_through_its_minutes_finds(hire, employee, rounds, chance):
    gaps = 0

    def shown_as_walked(drawn: DrawnWeek) -> None:
        nonlocal gaps
        ids, oracle = furnish(drawn, hire)
        last = drawn.first + (DAYS - 1) * A_DAY
        reply = employee.get(f"{URL}rota/", {"from": str(drawn.first), "to": str(last)})
        assert reply.status_code == 200, reply.json()
        shown = [as_walked(hour, ids) for hour in reply.json()["hours"]]
        assert shown == list(oracle.hours())
        gaps += sum(skill["gap_minutes"] for hour in shown for skill in hour["skills"])

    in_each(drawn_weeks(), shown_as_walked, rounds(15, 400), chance)
    assert rounds(True, gaps > 0)


def furnish(drawn: DrawnWeek, hire: Any) -> tuple[list[str], RotaOracle]:
    """The week as rows of this service; who is employed by number."""
    here, _ = Location.objects.update_or_create(
        pk=DEFAULT_LOCATION_ID, defaults={"name": "Here", "time_zone": drawn.zones[0]}
    )
    there = Location.objects.create(name="There", time_zone=drawn.zones[1])
    OpeningHours.objects.bulk_create(
        OpeningHours(location=here, weekday=one.weekday, opens=one.begins, closes=one.ends)
        for one in drawn.open
    )
    for begins, ends in drawn.closed:
        start, end = (instant(drawn.minute(one)) for one in (begins, ends))
        Closure.objects.create(location=here, start=start, end=end, reason="Inventory")
    ids = [hire(**published(one, drawn, there)) for one in drawn.employed]
    services = [
        [service_of(drawn, number, place) for number in range(len(drawn.works))] for place in (here, there)
    ]
    kept: list[tuple[Booking, Minutes]] = []
    for one in drawn.bookings:
        work = drawn.works[one.work]
        begins = drawn.minute(one.begins)
        taken = set(range(begins - work.before, begins + work.minutes + work.behind))
        if not any(other.person == one.person and taken & theirs for other, theirs in kept):
            booked_row(services[one.place][one.work], ids[one.person], instant(begins))
            kept.append((one, taken))
    return [str(one) for one in ids], RotaOracle(drawn, kept)


def service_of(drawn: DrawnWeek, number: int, location: Location) -> ServiceType:
    work = drawn.works[number]
    return ServiceType.objects.create(
        location=location,
        code=f"service-{number}",
        name="Service",
        duration_minutes=work.minutes,
        buffer_before_minutes=work.before,
        buffer_minutes=work.behind,
        required_skill=work.skill,
        bay_kind="lift",
        price_amount="89.00",
        price_currency="EUR",
    )


def published(employed: Employed, drawn: DrawnWeek, there: Location) -> dict[str, Any]:
    person = employed.person
    shown: dict[str, Any] = {
        "employee_id": new_id(),
        "skills": tuple((code, until and until.isoformat()) for code, until in person.skills.items()),
        "is_technician": person.is_technician,
        "is_active": person.is_active,
        "time_off": [
            {"start": text(drawn, begins), "end": text(drawn, ends)} for begins, ends in employed.off
        ],
        "weeks": [{"valid_from": "1970-01-01", "working_hours": hours(person.hours, there)}],
        "exceptions": [],
    }
    if employed.exception:
        number, stretches = employed.exception
        day = drawn.first + number * A_DAY
        today = [one for one in stretches if one.weekday == day.weekday()]
        periods = [{**one, "location_id": str(DEFAULT_LOCATION_ID)} for one in hours({0: today}, there)]
        for one in periods:
            del one["weekday"]
        shown["exceptions"] = [{"date": day.isoformat(), "working_hours": periods}]
    return shown


def hours(by_place: dict[int, list[Stretch]], there: Location) -> list[dict[str, Any]]:
    places = [str(DEFAULT_LOCATION_ID), str(there.id)]
    return [
        {**written(stretch, "start", "end"), "location_id": places[place]}
        for place, stretches in by_place.items()
        for stretch in stretches
    ]


def text(drawn: DrawnWeek, minute: int) -> str:
    return (instant(drawn.minute(0)) + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z")


def as_walked(hour: dict[str, Any], ids: list[str]) -> dict[str, Any]:
    """With instants, and with who is at work by number."""
    skills = [{**skill, "at_work": {ids.index(who) for who in skill["at_work"]}} for skill in hour["skills"]]
    return {**hour, "start": read(hour["start"]), "end": read(hour["end"]), "skills": skills}
