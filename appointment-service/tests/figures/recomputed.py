"""What figures must be, by what the API lists: appointments, services, bays and opening hours."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from chassis.testing.client import Client
from tests.opened_workshop import read
from tests.oracle import A_DAY
from tests.urls import URL

BOOKED = {"pending", "confirmed", "checked_in", "in_progress", "completed", "no_show"}
CAME = {"checked_in", "in_progress", "completed"}


@dataclass
class Lists:
    """All that the API lists. `at_work` are the minutes a day of all who work at each location."""

    locations: dict[str, Any]
    appointments: list[Any]
    services: dict[tuple[str, str], Any]
    bays: Counter[str]
    open_minutes: dict[str, int]
    at_work: dict[str, int]

    def figures(self, first: date, last: date) -> dict[str, Any]:
        days = [first + number * A_DAY for number in range((last - first) // A_DAY + 1)]
        counted = [one for one in self.appointments if first <= self.date_of(one) <= last]
        locations = list(self.locations)
        sold = {(one["location_id"], one["service_type"]) for one in counted}
        return {
            **self.figure(counted, days, locations),
            "by_date": [
                {"date": str(day), **self.figure(of(counted, self.date_of, day), [day], locations)}
                for day in days
            ],
            "by_location": [
                {
                    "location_id": place,
                    **self.figure(of(counted, lambda one: one["location_id"], place), days, [place]),
                }
                for place in locations
            ],
            "by_service_type": [
                {
                    "location_id": place,
                    "service_type": code,
                    **self.figure(of(counted, service_of, (place, code)), days, [place]),
                }
                for place, code in sorted(sold, key=lambda one: (locations.index(one[0]), one[1]))
            ],
        }

    def figure(self, some: list[Any], days: list[date], places: list[str]) -> dict[str, Any]:
        booked = [one for one in some if one["status"] in BOOKED]
        came = sum(one["status"] in CAME for one in some)
        no_shows = sum(one["status"] == "no_show" for one in some)
        leads = [read(one["start"]) - read(one["created_at"]) for one in booked]
        # What was missed is free again, also behind it.
        taken = sum(self.minutes(one) for one in booked if one["status"] != "no_show")
        bays = len(days) * sum(self.bays[place] * self.open_minutes[place] for place in places)
        at_work = len(days) * sum(self.at_work[place] for place in places)
        return {
            "bookings": len(booked),
            "cancelled": sum(one["status"] == "cancelled" for one in some),
            "came": came,
            "no_shows": no_shows,
            "no_show_percent": percent(no_shows, no_shows + came),
            "lead_minutes": sum(leads, timedelta()) // len(leads) // timedelta(minutes=1) if leads else None,
            "revenue": revenue(one for one in booked if one["status"] != "no_show"),
            "bays": used(taken, bays),
            "technicians": used(taken, at_work),
        }

    def date_of(self, appointment: Any) -> date:
        zone = ZoneInfo(self.locations[appointment["location_id"]]["time_zone"])
        return read(appointment["start"]).astimezone(zone).date()

    def minutes(self, appointment: Any) -> int:
        service = self.services[service_of(appointment)]
        lasting = read(appointment["end"]) - read(appointment["start"])
        buffers = int(service["buffer_before_minutes"]) + int(service["buffer_minutes"])
        return lasting // timedelta(minutes=1) + buffers


def lists(staff: Client, at_work: dict[str, int]) -> Lists:
    locations = {one["id"]: one for one in listed(staff, "locations/")}
    return Lists(
        locations=locations,
        appointments=listed(staff, ""),
        services={(one["location_id"], one["code"]): one for one in listed(staff, "service-types/")},
        bays=Counter(one["location_id"] for one in listed(staff, "bays/")),
        open_minutes={place: minutes_a_day(staff, place) for place in locations},
        at_work=at_work,
    )


def listed(staff: Client, path: str) -> list[Any]:
    rows, query = [], {"page_size": "20"}
    while True:
        page = staff.get(f"{URL}{path}", query).json()
        rows += page["results"]
        if not page["next"]:
            return rows
        query["cursor"] = page["next"].partition("cursor=")[2].partition("&")[0]


def minutes_a_day(staff: Client, location_id: str) -> int:
    """Every day is open as Monday is."""
    periods = staff.get(f"{URL}opening-hours/", {"location_id": location_id}).json()["periods"]
    monday = [one for one in periods if one["weekday"] == 0]
    return sum(minutes_from(one["opens"], one["closes"]) for one in monday)


def minutes_from(opens: str, closes: str) -> int:
    lasting = datetime.fromisoformat(f"2026-01-01T{closes}") - datetime.fromisoformat(f"2026-01-01T{opens}")
    return lasting // timedelta(minutes=1)


def of(some: list[Any], what: Any, wanted: Any) -> list[Any]:
    return [one for one in some if what(one) == wanted]


def service_of(appointment: Any) -> tuple[str, str]:
    return appointment["location_id"], appointment["service_type"]


def revenue(some: Any) -> list[dict[str, str]]:
    sums: dict[str, Decimal] = {}
    for one in some:
        for sold in one["services"]:
            price = sold["price"]
            sums[price["currency"]] = sums.get(price["currency"], Decimal(0)) + Decimal(price["amount"])
    return [{"amount": str(amount), "currency": currency} for currency, amount in sorted(sums.items())]


def used(taken: int, available: int) -> dict[str, Any]:
    return {
        "taken_minutes": taken,
        "available_minutes": available,
        "used_percent": percent(taken, available),
    }


def percent(part: int, whole: int) -> int | None:
    return int(Decimal(100 * part) / whole + Decimal("0.5")) if whole else None
