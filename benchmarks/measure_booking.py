"""What slots, bookings, new times and lists cost, on one platform or on two that take turns."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from demo import new_vehicle
from load import CONNECTIONS, measured
from measure_after_a_booking import TICKS, processes_of
from platform_client import Person
from seed import PASSWORD

HERE = Path(__file__).parent
CUSTOMERS = 32
SERVICE_TYPE = "oil-change"
BOOKINGS = "/api/v1/appointments/"
# Of an hour and a quarter each, in a day of ten hours: so many in a bay, and two bays for them.
STARTS_OF_A_DAY = [timedelta(minutes=90 * number) for number in range(6)]
MOST_A_SECOND = 400
# In one file of requests: method, path, token, key, body.
Line = tuple[str, str, str, str, str]


class Run(NamedTuple):
    seconds: float
    p50: float
    p95: float
    p99: float
    done: int
    refused: int
    failed: int
    cpu: float

    @property
    def rate(self) -> float:
        return self.done / self.seconds


class Platform:
    """A platform that runs, and the database of the service that is measured."""

    service: str

    def __init__(self, spec: str) -> None:
        self.name, self.gateway, self.folder, self.tree = spec.split("=")

    def psql(self, *arguments: str) -> str:
        return self.in_database("psql", "-qAt", "-v", "ON_ERROR_STOP=1", *arguments)

    def in_database(self, *command: str) -> str:
        """Run a program of PostgreSQL's on the service's database, which its environment names."""
        names = {"HOST": "HOST", "PORT": "PORT", "USER": "USER", "PASSWORD": "PASSWORD", "DATABASE": "NAME"}
        settings = " ".join(f'PG{name}="$DB_{ours}"' for name, ours in names.items())
        run = ["bash", "-c", f'{settings} exec "$@"', "-", *command]
        manage = [f"{self.tree}/scripts/manage.sh", "exec", self.service, "--", *run]
        env = {**os.environ, "SERVEASE_RUN_DIR": self.folder}
        return subprocess.run(manage, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


class Workshop(Platform):
    """A platform with its customers, and the starts that they take one after the other."""

    service = "appointment-service"

    def __init__(self, spec: str, bookings: int) -> None:
        super().__init__(spec)
        self.admin = Person(self.gateway, "admin")
        self.admin.login("admin@servease.test", PASSWORD)
        rules = {"horizon_days": 732, "max_open_per_customer": 1000}
        self.admin.patch("appointments/policies/", rules)
        self.customers = [self._customer(number) for number in range(CUSTOMERS)]
        regular = str(self.customers[0][0].get("auth/me/")["id"])
        self.psql("-v", f"bookings={bookings}", "-v", f"regular={regular}", "-f", str(HERE / "bookings.sql"))
        self.starts = self._starts()
        self.booked: list[tuple[str, str]] = []

    def token(self, number: int) -> str:
        return self.customers[number % CUSTOMERS][0].token or ""

    def slots(self, days: int) -> list[Line]:
        first = datetime.now(UTC).date() + timedelta(days=7)
        last = first + timedelta(days=days - 1)
        path = f"/api/v1/appointments/slots/?service_type={SERVICE_TYPE}&from={first}&to={last}"
        return [("GET", path, self.token(number), "", "") for number in range(CUSTOMERS)]

    def bookings(self, seconds: int) -> list[Line]:
        lines = []
        for number, start in enumerate(islice(self.starts, MOST_A_SECOND * seconds)):
            vehicle_id = self.customers[number % CUSTOMERS][1]
            body = {"vehicle_id": vehicle_id, "service_type": SERVICE_TYPE, "start": start}
            key = str(uuid.uuid4())
            lines.append(("POST", BOOKINGS, self.token(number), key, json.dumps(body)))
        return lines

    def moves(self, seconds: int) -> list[Line]:
        """Each to a start where others may be by then: then it is refused, with alternatives."""
        tokens = {str(one.get("auth/me/")["id"]): one.token or "" for one, _ in self.customers}
        rows = [row.split("|") for row in self.psql("-c", MOVABLE).split()]
        own = [row for row in rows if row[1] in tokens]  # and none of an earlier run's
        lines = []
        for row, start in zip(own, islice(self.starts, MOST_A_SECOND * seconds), strict=False):
            appointment_id, customer_id = row
            path = f"/api/v1/appointments/{appointment_id}/reschedule/"
            body = json.dumps({"start": start})
            lines.append(("POST", path, tokens[customer_id], str(uuid.uuid4()), body))
        return lines

    def pages(self) -> list[Line]:
        return [("GET", f"{BOOKINGS}?page_size=50", self.admin.token or "", "", "")] * CUSTOMERS

    def regulars_pages(self) -> list[Line]:
        return [("GET", f"{BOOKINGS}?page_size=50", self.token(0), "", "")] * CUSTOMERS

    def _customer(self, number: int) -> tuple[Person, str]:
        customer = Person(self.gateway, f"customer {number}")
        email = f"measured.{uuid.uuid4().hex[:12]}@example.org"
        customer.register(email, "a long demo password", "Mea", "Sured")
        return customer, customer.post("vehicles/", new_vehicle(), 201)["id"]

    def _starts(self) -> Iterator[str]:
        """Each of a day's starts twice, for there are two bays; one after the other is on another day."""
        free = self.admin.get("appointments/slots/", service_type=SERVICE_TYPE)["results"]
        opening = datetime.fromisoformat(free[0]["start"]).replace(tzinfo=UTC)
        opens = opening.hour
        first = datetime.now(UTC).replace(hour=opens, minute=0, second=0, microsecond=0) + timedelta(days=40)
        days = [first + timedelta(days=number) for number in range(680)]
        for start in STARTS_OF_A_DAY * 2:
            for day in days:
                if day.weekday() < 6:
                    yield (day + start).isoformat().replace("+00:00", "Z")


MOVABLE = """
SELECT id || '|' || customer_id FROM appointments_appointment WHERE status = 'pending' ORDER BY random()"""


def cpu(run_folder: str) -> dict[int, float]:
    """The CPU seconds that each process of a platform has used so far."""
    used = {}
    for process in processes_of(run_folder):
        with suppress(OSError):  # it has ended
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(") ", 1)[1].split()
            used[process] = (int(fields[11]) + int(fields[12])) / TICKS
    return used


def run(
    platform: Platform,
    lines: Sequence[Sequence[str]],
    seconds: int,
    connections: int = CONNECTIONS,
    script: str = "requests.lua",
) -> Run:
    threads = min(2, connections)
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.writelines("\t".join(line) + "\n" for line in lines)
        file.flush()
        before = cpu(platform.folder)
        command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"]
        command += ["-s", str(HERE / script), platform.gateway, "--", file.name, str(threads)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        used = sum(seconds - before.get(one, 0) for one, seconds in cpu(platform.folder).items())
    counted: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    answered = counted["done"] + counted["refused"] + counted["failed"]
    return Run(**counted, cpu=used * 1000 / max(answered, 1))


def pgbench(workshop: Workshop) -> str:
    program = max(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    workshop.psql("-f", str(HERE / "bare_table.sql"))
    insert = ["-n", "-c", str(CONNECTIONS), "-j", "2", "-T", "6", "-f", str(HERE / "bare_insert.sql")]
    said = workshop.in_database(str(program), *insert)
    return next(line for line in said.splitlines() if line.startswith("tps"))


TAKEN_TWICE = """
SELECT count(*) FROM appointments_allocation AS one JOIN appointments_allocation AS other
ON other.resource_id = one.resource_id AND other.during && one.during AND other.id > one.id
WHERE upper(one.during) > now()"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", required=True, action="append", metavar="NAME=URL=FOLDER=TREE")
    parser.add_argument("--yardstick", required=True, metavar="URL")
    parser.add_argument("--bookings", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=2)
    data = parser.parse_args()
    workshops = [Workshop(spec, data.bookings) for spec in data.platform]
    seconds = data.seconds
    questions = {
        "slots of a day": lambda one: run(one, one.slots(1), seconds),
        "slots of a month": lambda one: run(one, one.slots(30), seconds),
        "slots of a month, one client": lambda one: run(one, one.slots(30), seconds, 1),
        "booking": lambda one: run(one, one.bookings(seconds), seconds),
        "new time": lambda one: run(one, one.moves(seconds), seconds),
        "page of 50": lambda one: run(one, one.pages(), seconds),
        "page of 50, 5,000 bookings": lambda one: run(one, one.regulars_pages(), seconds),
    }
    best: dict[tuple[str, str], Run] = {}
    bare = 0.0
    for _ in range(data.rounds):
        bare = max(bare, measured(f"{data.yardstick}/bare/", "", seconds).requests_per_second)
        for what, ask in questions.items():
            for workshop in workshops:
                print(f"measuring {what} of {workshop.name} …", file=sys.stderr)
                found = ask(workshop)
                if found.failed:
                    sys.exit(f"{what} of {workshop.name}: {found.failed} requests failed.")
                place = (what, workshop.name)
                best[place] = max(best.get(place, found), found, key=lambda one: one.rate)
    print(
        f"{data.bookings:,} bookings{'':24}{'requests/s':>11}{'p50':>8}{'p95':>8}{'p99 ms':>8}{'CPU ms':>8}"
    )
    for what in questions:
        for workshop in workshops:
            one = best[what, workshop.name]
            times = f"{one.p50:8.1f}{one.p95:8.1f}{one.p99:8.1f}{one.cpu:8.2f}"
            ratio = one.rate / best[what, workshops[0].name].rate
            refused = f"  {one.refused} refused" if one.refused else ""
            print(f"{what:30}{workshop.name:>10}{one.rate:11,.0f}{times}{ratio:7.2f}x{refused}")
    print(
        f"bare Django view {bare:,.0f} requests/s; bare insert under the constraint, {pgbench(workshops[-1])}"
    )
    print("resources taken twice:", *(one.psql("-c", TAKEN_TWICE).strip() for one in workshops))


if __name__ == "__main__":
    main()
