"""A service with bays of its own, and people who book it at the same time."""

import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import demo
import requests
from booking_checker import KNOWN_VEHICLES, Database, assert_flawless
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT, Person
from services import PORTS

BAYS = 3
UNITS = 5  # of equipment: enough for all bays, but not for two at each
CARS = 2  # to lend: fewer than bays
VEHICLES = 3  # each
AWAITED, HERE = ("pending", "confirmed"), ("checked_in", "in_progress")
# Days that other tests leave alone.
DAYS_AHEAD, DAYS = 21, 3
REASON = {"reason": "It was booked to see who is faster."}


@dataclass
class Racing:
    """`people` are the staff's chief and customers, each with vehicles to book for: the first one, where
    nothing else is said."""

    people: list[Person]
    chief_at_the_gateway: Person
    fleets: list[list[str]]
    service_type: str
    visits: list[dict[str, Any]]
    bays: list[str]
    units: list[str]
    cars: list[str]
    database: Database
    policy: dict[str, Any]
    since: datetime
    first_day: date

    @classmethod
    def prepared(
        cls, gateway: str, chief: Person, newcomer: Callable[[str], Person], database: Database
    ) -> "Racing":
        customers = [newcomer("racer") for _ in range(3)]
        fleets = [
            [one.post("vehicles/", demo.new_vehicle(), 201)["id"] for _ in range(VEHICLES)]
            for one in customers
        ]
        word = f"race-{uuid.uuid4().hex[:10]}"
        wait_until_known(database, [one for fleet in fleets for one in fleet])
        service = {
            "code": word,
            "name": "Race",
            "duration_minutes": 20,
            "buffer_minutes": 10,
            "price": {"amount": "10.00", "currency": "EUR"},
            "bay_kind": word,
            "equipment": [{"kind": word, "count": 1}],
        }
        another = {**service, "code": f"{word}-more", "duration_minutes": 10, "buffer_before_minutes": 5}
        for one in (service, another):
            chief.post("appointments/service-types/", one, 201)
        both = [word, another["code"]]

        def added(path: str, how_many: int) -> list[str]:
            things = ({"name": f"{word} {number}", "kind": word} for number in range(how_many))
            return [chief.post(f"appointments/{path}/", one, 201)["id"] for one in things]

        racing = cls(
            people=[directly(gateway, one) for one in (chief, *customers)],
            chief_at_the_gateway=chief,
            fleets=[fleets[0], *fleets],
            service_type=word,
            visits=[
                {"service_type": word},
                {"services": both},
                {"services": both, "at_once": True},
            ],
            bays=added("bays", BAYS),
            units=added("equipment", UNITS),
            cars=added("lendables", CARS),
            database=database,
            policy=chief.get("appointments/policies/"),
            since=database.now(),
            first_day=datetime.now(UTC).date() + timedelta(days=DAYS_AHEAD),
        )
        rules = {"max_open_per_customer": 1000, "allow_vehicle_overlap": True}
        racing.chief.patch("appointments/policies/", rules)
        return racing

    @property
    def chief(self) -> Person:
        return self.people[0]

    def slots(self, days: int = DAYS, visit: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        dates = {"from": self.first_day, "to": self.first_day + timedelta(days=days)}
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
        asker: Person | None = None,
        **more: str,
    ) -> requests.Response:
        wanted = visit or self.visits[0]
        body = {"vehicle_id": self.fleets[who][0], "start": start, **wanted, **more}
        return (asker or self.people[who]).request("POST", "appointments/", json=body, headers=headers)

    def hold(self, who: int, start: str, visit: dict[str, Any] | None = None) -> requests.Response:
        body = {"start": start, **(visit or self.visits[0])}
        return self.people[who].request("POST", "appointments/holds/", json=body)

    def wait(self, who: int, vehicle: str, start: str) -> requests.Response:
        """Get on the waiting list for just that start."""
        until = datetime.fromisoformat(start) + timedelta(minutes=1)
        body = {
            "vehicle_id": vehicle,
            "service_type": self.service_type,
            "starts_from": start,
            "starts_before": until.isoformat(),
        }
        return self.people[who].request("POST", "appointments/waitlist/", json=body)

    def waiting(self, who: int, **filters: str) -> list[dict[str, Any]]:
        entries = pages(self.people[who], "appointments/waitlist/", **filters)
        return [one for page in entries for one in page if one["service_type"] == self.service_type]

    def booked(self, *statuses: str) -> list[str]:
        """What is in one of these states."""
        return [
            row["id"]
            for fleet in self.fleets[1:]
            for vehicle in fleet
            for status in statuses
            for page in pages(self.chief, "appointments/", vehicle_id=vehicle, status=status)
            for row in page
        ]

    def cancel_all(self) -> None:
        for entry in self.waiting(0):
            self.chief.ask("DELETE", f"appointments/waitlist/{entry['id']}/", 204)
        for appointment in self.booked(*AWAITED, *HERE):
            self.cancel(appointment)
        for person in self.people:
            for held in person.get("appointments/holds/", page_size=100)["results"]:
                person.ask("DELETE", f"appointments/holds/{held['id']}/", 204)

    def cancel(self, appointment: str) -> None:
        """Where its vehicle is here, as soon as there is a work order to cancel."""
        path, deadline = f"appointments/{appointment}/", time.monotonic() + SECONDS_TO_WAIT
        while (reply := self.chief.request("POST", f"{path}cancel/", json=REASON)).status_code != 200:
            if reply.json()["code"] == "illegal_transition":  # its work order was cancelled before
                break
            assert reply.json()["code"] == "no_work_order_yet", reply.text
            assert time.monotonic() < deadline, "there is no work order"
            time.sleep(SECONDS_BETWEEN_LOOKS)
        self.chief.wait_for(path, lambda row: row["status"] == "cancelled", "That it is cancelled")

    def since_then(self, query: str, database: Database | None = None, **values: str) -> list[str]:
        """In order, what there is of it since this began."""
        found = (database or self.database).read(query, since=self.since, **values)
        return sorted(row[0] for row in found)

    def assert_flawless(self) -> None:
        self.database.wait_until_all_is_read()
        assert_flawless(self.database, self.since)

    def end(self) -> None:
        self.cancel_all()
        self.chief.patch("appointments/policies/", self.policy)
        for path, things in (("bays", self.bays), ("equipment", self.units), ("lendables", self.cars)):
            for one in things:
                self.chief.patch(f"appointments/{path}/{one}/", {"is_active": False})
        for code in self.visits[1]["services"]:
            (service,) = self.chief.get("appointments/service-types/", code=code)["results"]
            self.chief.patch(f"appointments/service-types/{service['id']}/", {"is_active": False})


def wait_until_known(database: Database, vehicles: list[str]) -> None:
    """Whose an unknown vehicle is would be asked for by everybody at once."""
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while database.read(KNOWN_VEHICLES, vehicles=vehicles) != [(len(vehicles),)]:
        assert time.monotonic() < deadline, "the vehicles have not been told of"
        time.sleep(SECONDS_BETWEEN_LOOKS)


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
