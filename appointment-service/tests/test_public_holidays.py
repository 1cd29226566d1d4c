"""/api/v1/appointments/closures/holidays/, and the country and region of a location."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from resources.models import DEFAULT_LOCATION_ID, Closure, Location
from resources.public_holidays import public_holidays
from tests.rows import closed_for, holds_capacity
from tests.urls import URL

pytestmark = pytest.mark.django_db
HOLIDAYS = f"{URL}closures/holidays/"
CHRISTMAS, EPIPHANY = "2026-12-25", "2027-01-06"


@pytest.fixture
def bavaria() -> Location:
    """The default location is in Munich."""
    Location.objects.filter(pk=DEFAULT_LOCATION_ID).update(country="DE", region="BY")
    return Location.objects.get(pk=DEFAULT_LOCATION_ID)


@pytest.fixture
def brandenburg(bavaria) -> Location:
    """Easter Sunday and Reformation Day, on which the clock is changed in 2027, are holidays there."""
    known = {"time_zone": "Europe/Berlin", "country": "DE", "region": "BB"}
    return Location.objects.create(name="Potsdam", **known)


def proposed(client, **query: Any) -> dict[str, tuple[str, bool]]:
    reply = client.get(HOLIDAYS, query)
    assert reply.status_code == 200, reply.json()
    return {day["date"]: (day["name"], day["is_taken_over"]) for day in reply.json()["results"]}


def test_those_of_the_next_twelve_months_are_proposed_and_nothing_is_closed(
    bavaria, workshop, employee, slots
):
    workshop()
    reply = employee.get(HOLIDAYS)
    assert {**reply.json(), "results": []} == {
        "location_id": str(bavaria.id), "country": "DE", "region": "BY", "results": [],
    }  # fmt: skip
    found = proposed(employee)
    assert found[CHRISTMAS] == ("Erster Weihnachtstag", False)
    assert (min(found), max(found), len(found)) == (CHRISTMAS, "2027-11-01", 12)
    assert not Closure.objects.exists()
    assert slots(CHRISTMAS)


def test_two_locations_have_the_holidays_of_their_regions(brandenburg, admin):
    there = proposed(admin, location_id=str(brandenburg.id), year=2027)
    here = proposed(admin, year=2027)
    assert {"2027-03-28", "2027-10-31"} <= there.keys() - here.keys()
    assert {EPIPHANY, "2027-05-27", "2027-11-01"} <= here.keys() - there.keys()


def test_of_a_year_what_is_over_is_not_proposed(bavaria, admin, clock):
    assert list(proposed(admin, year=2026)) == [CHRISTMAS, "2026-12-26"]
    clock.move_to(datetime(2026, 12, 25, 22, 59, tzinfo=UTC))  # a minute before midnight in Berlin
    assert list(proposed(admin, year=2026)) == [CHRISTMAS, "2026-12-26"]
    clock.move_to(datetime(2026, 12, 25, 23, 0, tzinfo=UTC))
    assert list(proposed(admin, year=2026)) == ["2026-12-26"]
    assert CHRISTMAS not in proposed(admin)


def test_twelve_months_from_a_leap_day_end_in_march(bavaria, admin, clock):
    clock.move_to(datetime(2028, 2, 29, 12, tzinfo=UTC))
    assert max(proposed(admin)) == "2029-01-06"


@pytest.mark.shows("AP09")
def test_one_that_is_taken_over_closes_its_day_and_names_the_bookings_it_hits(
    bavaria, workshop, admin, book, customer, slots
):
    workshop()
    hit = book(customer, f"{CHRISTMAS}T08:00:00Z")
    book(customer, "2026-12-24T08:00:00Z")

    reply = admin.post(HOLIDAYS, {"dates": [CHRISTMAS]})

    assert reply.status_code == 200
    row = Closure.objects.get()
    assert reply.json()["results"] == [
        {
            "id": str(row.id),
            "location_id": str(bavaria.id),
            "start": "2026-12-24T23:00:00Z",
            "end": "2026-12-25T23:00:00Z",
            "reason": "Erster Weihnachtstag",
            "holiday": CHRISTMAS,
            "created_at": reply.json()["results"][0]["created_at"],
            "bookings_count": 1,
            "bookings": [closed_for(hit)],
        }
    ]
    assert holds_capacity(hit)
    assert {start[:10] for start in slots("2026-12-24", "2026-12-26")} == {"2026-12-24", "2026-12-26"}
    assert {day: taken for day, (_, taken) in proposed(admin, year=2026).items()} == {
        CHRISTMAS: True,
        "2026-12-26": False,
    }
    assert customer.get(f"{URL}closures/").json()["results"][0]["holiday"] == CHRISTMAS


def test_all_that_are_proposed_are_taken_over(bavaria, workshop, admin, slots):
    workshop(policy={"horizon_days": 400})
    days = list(proposed(admin, year=2027))
    reply = admin.post(HOLIDAYS, {"all": True, "year": 2027})
    assert [closure["holiday"] for closure in reply.json()["results"]] == days
    assert sorted(str(row.holiday) for row in Closure.objects.all()) == days
    assert all(taken for _, taken in proposed(admin, year=2027).values())
    assert [bool(slots(day)) for day in days] == [False] * len(days)
    assert CHRISTMAS not in days
    assert slots(CHRISTMAS)


@pytest.mark.parametrize("body", [{"dates": [CHRISTMAS, CHRISTMAS]}, {"all": True, "year": 2026}])
def test_asked_twice_it_is_closed_once(bavaria, admin, body):
    first, second = (admin.post(HOLIDAYS, body) for _ in range(2))
    assert (first.status_code, first.content) == (200, second.content)
    assert Closure.objects.count() == len(first.json()["results"])


@pytest.mark.django_db(transaction=True)
def test_asked_by_many_at_once_each_is_closed_once(bavaria, admin):
    replies = at_the_same_time(*[lambda: admin.post(HOLIDAYS, {"all": True})] * 5)
    assert [reply.status_code for reply in replies] == [200] * 5
    assert len({reply.content for reply in replies}) == 1
    assert Closure.objects.count() == len(proposed(admin))


def test_each_location_takes_over_its_own(brandenburg, workshop, admin, slots):
    workshop()
    there = {"location_id": str(brandenburg.id)}
    reply = admin.post(HOLIDAYS, {**there, "dates": [CHRISTMAS]})
    assert reply.json()["results"][0]["location_id"] == str(brandenburg.id)
    assert slots(CHRISTMAS)
    assert not proposed(admin)[CHRISTMAS][1]
    assert proposed(admin, **there)[CHRISTMAS][1]
    assert admin.post(HOLIDAYS, {"dates": [CHRISTMAS]}).status_code == 200
    assert Closure.objects.count() == 2


def test_whoever_opens_again_can_take_it_over_again(bavaria, workshop, admin, slots):
    workshop()
    closure = admin.post(HOLIDAYS, {"dates": [CHRISTMAS]}).json()["results"][0]
    assert admin.delete(f"{URL}closures/{closure['id']}/").status_code == 204
    assert slots(CHRISTMAS)
    assert proposed(admin)[CHRISTMAS] == ("Erster Weihnachtstag", False)
    assert admin.post(HOLIDAYS, {"dates": [CHRISTMAS]}).status_code == 200
    assert Closure.objects.count() == 1


@pytest.mark.parametrize(
    ("zone", "day", "hours", "begins"),
    [
        ("Europe/Berlin", "2027-03-28", 23, "2027-03-27T23:00:00Z"),
        ("Europe/Berlin", "2027-10-31", 25, "2027-10-30T22:00:00Z"),
        ("Europe/Berlin", CHRISTMAS, 24, "2026-12-24T23:00:00Z"),
        ("Asia/Beirut", "2027-03-28", 23, "2027-03-27T22:00:00Z"),  # 01:00 follows 23:59
    ],
)
def test_it_closes_the_whole_day_on_the_locations_clock(
    brandenburg, workshop, admin, slots, zone, day, hours, begins
):
    workshop(zone=zone, hours=(("00:00", "00:00"),), policy={"horizon_days": 400})
    Location.objects.filter(pk=DEFAULT_LOCATION_ID).update(region="BB")
    admin.post(HOLIDAYS, {"dates": [day]})
    row = Closure.objects.get()
    assert row.start == datetime.fromisoformat(begins)
    assert row.end - row.start == timedelta(hours=hours)
    assert slots(day) == []
    before, after = (str(row.holiday + timedelta(days=days)) for days in (-1, 1))
    assert datetime.fromisoformat(slots(before)[-1]) == row.start - timedelta(hours=1)
    assert datetime.fromisoformat(slots(after)[0]) == row.end


def test_a_location_without_a_country_has_none(admin):
    assert proposed(admin) == {}
    assert admin.post(HOLIDAYS, {"all": True}).json() == {"results": []}
    reply = admin.post(HOLIDAYS, {"dates": [CHRISTMAS]})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "not_a_holiday")
    assert not Closure.objects.exists()


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"dates": [CHRISTMAS, "2026-12-24"]}, "dates", "not_a_holiday"),
        ({"dates": ["2026-11-01"]}, "dates", "not_a_holiday"),  # over
        ({"dates": ["2036-12-25"]}, "dates", "not_a_holiday"),
        ({"dates": []}, "dates", "empty"),
        ({"dates": [CHRISTMAS] * 101}, "dates", "max_length"),
        ({"dates": ["2026-02-30"]}, "dates.0", "invalid"),
        ({}, "dates", "dates_or_all"),
        ({"all": False}, "dates", "dates_or_all"),
        ({"all": True, "dates": [CHRISTMAS]}, "dates", "dates_or_all"),
        ({"all": True, "year": 2036}, "year", "out_of_range"),
        ({"all": True, "year": 2025}, "year", "out_of_range"),
        ({"all": True, "location_id": str(new_id())}, "location_id", "unknown"),
    ],
)
def test_what_cannot_be_taken_over_is_refused_and_nothing_is_written(bavaria, admin, body, field, code):
    reply = admin.post(HOLIDAYS, body)
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, code)]
    assert not Closure.objects.exists()


@pytest.mark.parametrize(("query", "status"), [(2025, 400), (2026, 200), (2028, 200), (2029, 400)])
def test_years_are_proposed_as_far_ahead_as_bookings_can_be_made(bavaria, admin, query, status):
    assert admin.get(HOLIDAYS, {"year": query}).status_code == status


def test_only_who_may_change_the_calendar_takes_them_over(bavaria, api, employee, customer, foreman):
    for client in (employee, customer, foreman):
        assert client.post(HOLIDAYS, {"all": True}).status_code == 403
    assert customer.get(HOLIDAYS).status_code == 403
    assert not Closure.objects.exists()
    office = api.as_employee(groups=["office"])
    assert office.post(HOLIDAYS, {"dates": [CHRISTMAS]}).status_code == 200


def test_names_are_in_a_language_of_the_country_whatever_the_servers_is(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, "uk_UA.UTF-8")
    names = set(public_holidays("DE", "BE", [2027]).values())
    assert {"Neujahr", "Karfreitag"} <= names


def test_a_location_has_a_country_and_a_region(admin, emitted):
    body = {"name": "Munich", "time_zone": "Europe/Berlin", "country": "DE", "region": "BY"}
    added = admin.post(f"{URL}locations/", body)
    assert (added.status_code, added.json()["country"], added.json()["region"]) == (201, "DE", "BY")
    path = f"{URL}locations/{added.json()['id']}/"
    assert admin.patch(path, {"country": "AT", "region": "9"}).status_code == 200
    assert admin.patch(path, {"country": "", "region": ""}).json()["country"] == ""
    assert [(event.data["country"], event.data["region"]) for event in emitted()] == [
        ("DE", "BY"), ("AT", "9"), ("", ""),
    ]  # fmt: skip
    row = Location.objects.get(pk=added.json()["id"])
    assert (row.country, row.region) == ("", "")


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"country": "ZZ"}, "country", "unknown_country"),
        ({"country": "Germany"}, "country", "invalid"),
        ({"country": "AT"}, "region", "unknown_region"),
        ({"country": ""}, "region", "unknown_region"),
        ({"region": "XX"}, "region", "unknown_region"),
        ({"region": "Bayern"}, "region", "unknown_region"),
        ({"region": "x" * 51}, "region", "max_length"),
    ],
)
def test_a_country_or_region_that_does_not_exist_is_refused(bavaria, admin, emitted, body, field, code):
    path = f"{URL}locations/{bavaria.id}/"
    before = admin.get(path).content
    new = {"name": "Elsewhere", "time_zone": "UTC", "country": "DE", "region": "BY", **body}
    for reply in (admin.patch(path, body), admin.post(f"{URL}locations/", new)):
        assert reply.status_code == 400
        assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, code)]
    assert admin.get(path).content == before
    assert Location.objects.count() == 1
    assert emitted() == []
