"""A service with bays of its own, and people who book it at the same time."""

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import demo
import requests
from booking_checker import Database, assert_flawless
from platform_client import Person
from services import PORTS

BAYS = 3
# Days that other tests leave alone.
DAYS_AHEAD, DAYS = 21, 3
REASON = {"reason": "It was booked to see who is faster."}


@dataclass
class Racing:
    """`people` are the staff's chief and customers, each with a vehicle to book for."""

    people: list[Person]
    vehicles: list[str]
    service_type: str
    visits: list[dict[str, Any]]
    bays: list[str]
    database: Database
    policy: dict[str, Any]
    since: datetime

    @classmethod
    def prepared(
        cls, gateway: str, chief: Person, newcomer: Callable[[str], Person], database: Database
    ) -> "Racing":
        customers = [newcomer("racer") for _ in range(3)]
        vehicles = [one.post("vehicles/", demo.new_vehicle(), 201)["id"] for one in customers]
        word = f"race-{uuid.uuid4().hex[:10]}"
        service = {
            "code": word,
            "name": "Race",
            "duration_minutes": 20,
            "buffer_minutes": 10,
            "price": {"amount": "10.00", "currency": "EUR"},
            "bay_kind": word,
        }
        another = {**service, "code": f"{word}-more", "duration_minutes": 10, "buffer_before_minutes": 5}
        for one in (service, another):
            chief.post("appointments/service-types/", one, 201)
        both = [word, another["code"]]
        bays = [{"name": f"{word} {number}", "kind": word} for number in range(BAYS)]
        racing = cls(
            people=[directly(gateway, one) for one in (chief, *customers)],
            vehicles=[vehicles[0], *vehicles],
            service_type=word,
            visits=[
                {"service_type": word},
                {"services": both},
                {"services": both, "at_once": True},
            ],
            bays=[chief.post("appointments/bays/", bay, 201)["id"] for bay in bays],
            database=database,
            policy=chief.get("appointments/policies/"),
            since=database.now(),
        )
        rules = {"max_open_per_customer": 1000, "allow_vehicle_overlap": True}
        racing.chief.patch("appointments/policies/", rules)
        return racing

    @property
    def chief(self) -> Person:
        return self.people[0]

    def slots(self, days: int = DAYS, visit: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        first = datetime.now(UTC).date() + timedelta(days=DAYS_AHEAD)
        dates = {"from": first, "to": first + timedelta(days=days)}
        wanted = {**(visit or self.visits[0])}
        if "services" in wanted:
            wanted |= {"services": ",".join(wanted["services"]), "at_once": int(wanted.get("at_once", False))}
        slots: list[dict[str, Any]] = self.chief.get("appointments/slots/", **wanted, **dates)["results"]
        return slots

    def book(
        self,
        who: int,
        start: str,
        headers: dict[str, str] | None = None,
        visit: dict[str, Any] | None = None,
        **more: str,
    ) -> requests.Response:
        wanted = visit or self.visits[0]
        body = {"vehicle_id": self.vehicles[who], "start": start, **wanted, **more}
        return self.people[who].request("POST", "appointments/", json=body, headers=headers)

    def hold(self, who: int, start: str, visit: dict[str, Any] | None = None) -> requests.Response:
        body = {"start": start, **(visit or self.visits[0])}
        return self.people[who].request("POST", "appointments/holds/", json=body)

    def wait(self, who: int, start: str) -> requests.Response:
        """Get on the waiting list for just that start."""
        until = datetime.fromisoformat(start) + timedelta(minutes=1)
        body = {
            "vehicle_id": self.vehicles[who],
            "service_type": self.service_type,
            "starts_from": start,
            "starts_before": until.isoformat(),
        }
        return self.people[who].request("POST", "appointments/waitlist/", json=body)

    def waiting(self, who: int, **filters: str) -> list[dict[str, Any]]:
        entries = pages(self.people[who], "appointments/waitlist/", **filters)
        return [one for page in entries for one in page if one["service_type"] == self.service_type]

    def booked(self) -> list[str]:
        """What takes time still."""
        return [
            row["id"]
            for vehicle in self.vehicles[1:]
            for status in ("pending", "confirmed")
            for page in pages(self.chief, "appointments/", vehicle_id=vehicle, status=status)
            for row in page
        ]

    def cancel_all(self) -> None:
        for entry in self.waiting(0):
            self.chief.ask("DELETE", f"appointments/waitlist/{entry['id']}/", 204)
        for appointment in self.booked():
            self.chief.post(f"appointments/{appointment}/cancel/", REASON)
        for person in self.people:
            for held in person.get("appointments/holds/", page_size=100)["results"]:
                person.ask("DELETE", f"appointments/holds/{held['id']}/", 204)

    def assert_flawless(self) -> None:
        self.database.wait_until_all_is_read()
        assert_flawless(self.database, self.since)

    def end(self) -> None:
        self.cancel_all()
        self.chief.patch("appointments/policies/", self.policy)
        for bay in self.bays:
            self.chief.patch(f"appointments/bays/{bay}/", {"is_active": False})
        for code in self.visits[1]["services"]:
            (service,) = self.chief.get("appointments/service-types/", code=code)["results"]
            self.chief.patch(f"appointments/service-types/{service['id']}/", {"is_active": False})


def directly(gateway: str, person: Person) -> Person:
    """The same person, who asks the service at its own address: it has no rate limits."""
    port = PORTS["appointment-service"] + int(os.environ.get("PORT_OFFSET", "0"))
    same = Person(f"http://{urlsplit(gateway).hostname}:{port}", person.name)
    same.id, same.email, same.token = person.id, person.email, person.token
    same._session.headers["Authorization"] = f"Bearer {person.token}"
    return same


def pages(person: Person, path: str, **filters: Any) -> list[list[dict[str, Any]]]:
    page = person.ask("GET", path, 200, params={"page_size": 100, **filters})
    found = [page["results"]]
    while page["next"]:
        page = person.ask("GET", page["next"].partition("/api/v1/")[2], 200)
        found.append(page["results"])
    return found
