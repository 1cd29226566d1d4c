"""What lists of projects, the board and a vehicle's history cost one client, beside years of work."""

import argparse
import sys
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from demo import new_vehicle
from measure_booking import HERE, Line, Platform, Run, run
from platform_client import Person
from seed import PASSWORD

PROJECTS = "/api/v1/projects/"
LOCATION = "00000000-0000-7000-8000-000000000001"
# Those of projects.sql.
ONE = "01200000-0000-7000-8000-000000000007"
ORDERINGS = ("-created_at", "created_at", "-updated_at", "updated_at", "title", "-title")
FILTERS = {
    "status": "in_progress",
    "vehicle_id": "",  # the one with the history
    "location_id": LOCATION,
    "customer_id": "",  # the one with five thousand
    "appointment_id": ONE,
    "assignee_id": ONE,
    "comeback_of": ONE,
}
MOST_MILLISECONDS = 50


class Workshop(Platform):
    """A platform with years of work, a customer who comes often, and a vehicle with a long history."""

    service = "vehicleandproject-service"

    def __init__(self, spec: str, projects: int, visits: int) -> None:
        super().__init__(spec)
        self.admin = Person(self.gateway, "admin")
        self.admin.login("admin@servease.test", PASSWORD)
        self.regular = Person(self.gateway, "regular")
        self.regular.register(
            f"measured.{uuid.uuid4().hex[:12]}@example.org", "a long demo password", "Mea", "Sured"
        )
        self.customer_id = str(self.regular.get("auth/me/")["id"])
        self.vehicle_id = self.regular.post("vehicles/", new_vehicle(), 201)["id"]
        variables = {
            "projects": projects,
            "visits": visits,
            "vehicle": self.vehicle_id,
            "regular": self.customer_id,
        }
        chosen = [part for name, value in variables.items() for part in ("-v", f"{name}={value}")]
        self.psql(*chosen, "-f", str(HERE / "projects.sql"))

    def pages(self) -> dict[str, Line]:
        """The first page of fifty of each list, by what is asked; and the whole history as a file."""
        chosen = {**FILTERS, "vehicle_id": self.vehicle_id, "customer_id": self.customer_id}
        history = f"/api/v1/vehicles/{self.vehicle_id}/history"
        pages = {f"projects by {one}": f"{PROJECTS}?page_size=50&ordering={one}" for one in ORDERINGS}
        pages |= {
            f"projects, {name}": f"{PROJECTS}?page_size=50&{name}={value}" for name, value in chosen.items()
        }
        pages |= {"the board": f"{PROJECTS}board/"}
        pages |= {"history": f"{history}/?page_size=50", "history.csv": f"{history}.csv"}
        lines = {what: line(path, self.admin) for what, path in pages.items()}
        own = line(f"{PROJECTS}?page_size=50", self.regular)
        return {**lines, "a customer's own projects": own}


def line(path: str, person: Person) -> Line:
    return ("GET", path, person.token or "", "", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", required=True, metavar="NAME=URL=FOLDER=TREE")
    parser.add_argument("--yardstick", required=True, metavar="URL")
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--visits", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=2)
    data = parser.parse_args()
    workshop = Workshop(data.platform, data.projects, data.visits)
    bare = Platform(f"bare={data.yardstick}={workshop.folder}={workshop.tree}")
    asked = [("a bare Django view", bare, ("GET", "/bare/", "", "", ""))]
    asked += [(what, workshop, one) for what, one in workshop.pages().items()]
    best: dict[str, Run] = {}
    for _ in range(data.rounds):
        for what, platform, one in asked:
            print(f"measuring {what} …", file=sys.stderr)
            found = run(platform, [one], data.seconds, connections=1)
            if found.failed or found.refused:
                sys.exit(f"{what}: {found.failed + found.refused} requests failed.")
            best[what] = min(best.get(what, found), found, key=lambda one: one.p95)
    base = best["a bare Django view"]
    title = f"{data.projects:,} projects, one client"
    print(f"{title:40}{'requests/s':>11}{'p50':>8}{'p95':>8}{'p99 ms':>8}{'CPU ms':>8}")
    for what, one in best.items():
        times = f"{one.p50:8.1f}{one.p95:8.1f}{one.p99:8.1f}{one.cpu:8.2f}"
        print(f"{what:40}{one.rate:11,.0f}{times}{one.p50 / base.p50:7.1f}x")
    slow = [what for what, one in best.items() if one.p95 >= MOST_MILLISECONDS and "." not in what]
    if slow:
        sys.exit(f"p95 of {MOST_MILLISECONDS} ms or more: {', '.join(slow)}")


if __name__ == "__main__":
    main()
