"""CPU milliseconds a booking by kind of process, in its request and after it."""

import argparse
import os
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from demo import new_vehicle, once
from platform_client import Person
from seed import PASSWORD

CLIENTS = 8
TICKS = os.sysconf("SC_CLK_TCK")
SERVICE_TYPE = "inspection"
KINDS = {"redis-server": "Redis", "nginx": "gateway", "supervisord": "supervisor"}
AFTER = {"events", "events' PostgreSQL", "Redis"}
SECONDS_IDLE = 10
SECONDS_TO_WAIT = 60


def processes_of(run_folder: str) -> set[int]:
    """The platform's processes: the supervisor and all that came from it."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(") ", 1)[1].split()[1])
    ours = {int(Path(run_folder, "supervisord.pid").read_text())}
    while more := {process for process, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return ours


def name_of(process: int) -> str:
    return Path(f"/proc/{process}/comm").read_text().strip()


def kind_of(process: int, sessions_of_events: set[int]) -> str:
    """A process is named after its role; a session of PostgreSQL shows its client's port in its title."""
    name = name_of(process)
    if name != "postgres":
        return KINDS.get(name, name)
    title = Path(f"/proc/{process}/cmdline").read_text()
    port = title.partition("127.0.0.1(")[2].partition(")")[0]
    return "events' PostgreSQL" if port and int(port) in sessions_of_events else "other PostgreSQL"


def ports_of(processes: set[int]) -> set[int]:
    """The local ports of these processes' connections, by which PostgreSQL names its sessions."""
    sockets = set()
    for process in processes:
        for descriptor in Path(f"/proc/{process}/fd").iterdir():
            sockets.add(os.readlink(descriptor).removeprefix("socket:[").removesuffix("]"))
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {int(row[1].rsplit(":")[1], 16) for row in rows if row[9] in sockets}


def cpu(run_folder: str) -> Counter[str]:
    """The CPU seconds that each kind of process has used so far."""
    processes = processes_of(run_folder)
    events = {process for process in processes if name_of(process) == "events"}
    sessions, used = ports_of(events), Counter[str]()
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(") ", 1)[1].split()
        used[kind_of(process, sessions)] += (int(fields[11]) + int(fields[12])) / TICKS
    return used


class Workshop:
    """Customers with a vehicle each, and the free starts that they take one after the other."""

    def __init__(self, gateway: str) -> None:
        self.admin = Person(gateway, "admin")
        self.admin.login("admin@servease.test", PASSWORD)
        self.admin.patch("appointments/policies/", {"horizon_days": 732, "max_open_per_customer": 1000})
        self.starts = self._free_starts()
        self.customers = [self._customer(gateway, number) for number in range(CLIENTS)]
        self.vehicles = [one.post("vehicles/", new_vehicle(), 201, **once())["id"] for one in self.customers]
        self.booked = 0

    def book(self, bookings: int, clients: int) -> None:
        """Rounded down to as many for each client; ends when all of them were told."""
        shares = [[next(self.starts) for _ in range(bookings // clients)] for _ in range(clients)]
        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(self._book, range(clients), shares))
        self.booked += bookings // clients * clients
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while sum(one.get("notifications/unread-count/")["count"] for one in self.customers) < self.booked:
            if time.monotonic() > deadline:
                sys.exit("Not every booking was told to its customer.")
            time.sleep(0.5)

    def _book(self, client: int, starts: list[str]) -> None:
        for start in starts:
            booking = {"vehicle_id": self.vehicles[client], "service_type": SERVICE_TYPE, "start": start}
            self.customers[client].post("appointments/", booking, 201, **once())

    def _customer(self, gateway: str, number: int) -> Person:
        customer = Person(gateway, f"customer {number}")
        email = f"measured.{uuid.uuid4().hex[:12]}@example.org"
        customer.register(email, "a long demo password", "Mea", "Sured")
        return customer

    def _free_starts(self) -> Iterator[str]:
        """Two hours apart, so that whoever takes one leaves the others free."""
        day = datetime.now(UTC).date() + timedelta(days=2)
        while True:
            span = {"from": day.isoformat(), "to": (day + timedelta(days=14)).isoformat()}
            free = self.admin.get("appointments/slots/", service_type=SERVICE_TYPE, **span)["results"]
            yield from (slot["start"] for slot in free[::4])
            day += timedelta(days=15)


def idle_rate(run_folder: str) -> Counter[str]:
    """CPU seconds a second while nobody asks anything."""
    before = cpu(run_folder)
    time.sleep(SECONDS_IDLE)
    used = cpu(run_folder)
    return Counter({kind: (used[kind] - before[kind]) / SECONDS_IDLE for kind in used})


def measure(
    run_folder: str, workshop: Workshop, bookings: int, clients: int, idle: Counter[str]
) -> Counter[str]:
    """Milliseconds a booking by kind of process, without what the platform takes while it idles."""
    before, started = cpu(run_folder), time.monotonic()
    workshop.book(bookings, clients)
    used, seconds = cpu(run_folder), time.monotonic() - started
    return Counter(
        {kind: (used[kind] - before[kind] - idle[kind] * seconds) * 1000 / bookings for kind in used}
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", required=True, metavar="URL")
    parser.add_argument("--run-folder", required=True, metavar="FOLDER")
    parser.add_argument("--bookings", type=int, default=160)
    parser.add_argument("--rounds", type=int, default=2)
    data = parser.parse_args()
    workshop = Workshop(data.gateway)
    workshop.book(CLIENTS * 2, CLIENTS)  # whatever is loaded at its first use is loaded now
    idle = idle_rate(data.run_folder)
    for clients in (1, CLIENTS):
        rounds = [
            measure(data.run_folder, workshop, data.bookings, clients, idle) for _ in range(data.rounds)
        ]
        print(f"{clients} client{'s' * (clients > 1)}, ms of CPU a booking")
        for kind in sorted(idle):
            print(f"  {kind:22}" + "".join(f"{one[kind]:7.2f}" for one in rounds))
        for name, kinds in {"after the answer": AFTER, "in all": set(idle)}.items():
            print(f"  {name:22}" + "".join(f"{sum(one[kind] for kind in kinds):7.2f}" for one in rounds))


if __name__ == "__main__":
    main()
