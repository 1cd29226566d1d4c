"""What login, refresh and a read by token and by API key cost, beside a bare Django view, in one run."""

import argparse
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from measure_booking import Platform, Run, run
from platform_client import Person

PASSWORD = "a long demo password"
# All at once they stay within the burst of ten that the gateway lets sign in at one moment.
CONNECTIONS = 8
# More than connections, so that none waits for another's lock or token.
PEOPLE = 4 * CONNECTIONS
READ = "/api/v1/users/me/"
NOTHING = ("", "")
# wrk's threads have lines of their own.
THREADS = 2
# The median of a check of a password in the CPU of one process, as its hash is made now.
ONE_CHECK = """
import statistics, time
from django.contrib.auth.hashers import check_password, make_password
made, times = make_password("a long demo password"), []
for _ in range(30):
    began = time.thread_time()
    assert check_password("a long demo password", made)
    times.append(time.thread_time() - began)
print(statistics.median(times) * 1000)
"""


class Asked(NamedTuple):
    """What is measured: at which platform, by which lines of a script for wrk."""

    platform: Platform
    lines: Sequence[Sequence[str]]
    script: str = "requests.lua"


class People(Platform):
    """A platform with people who have each a session, and one of them a key for a program."""

    service = "authentication-service"

    def __init__(self, spec: str) -> None:
        super().__init__(spec)
        self.emails = [f"measured.{uuid.uuid4().hex[:12]}@example.org" for _ in range(PEOPLE)]
        people = [Person(self.gateway, "measured") for _ in self.emails]
        self.sessions = [
            person.register(email, PASSWORD, "Mea", "Sured")
            for person, email in zip(people, self.emails, strict=True)
        ]
        made = people[0].post("auth/api-keys/", {"name": "measured", "scopes": ["users:read"]}, 201)
        self.key: str = made["key"]

    def logins(self) -> Asked:
        bodies = [json.dumps({"email": email, "password": PASSWORD}) for email in self.emails]
        return Asked(self, [("POST", "/api/v1/auth/login/", *NOTHING, body) for body in bodies])

    def refreshes(self) -> Asked:
        """Each session's newest token, which a round before may have exchanged."""
        signed_in = Person(self.gateway, "measured")
        tokens = [signed_in.login(email, PASSWORD)["refresh"] for email in self.emails]
        return Asked(self, [[token] for token in tokens], "refresh.lua")

    def reads(self, token: str) -> Asked:
        return Asked(self, [("GET", READ, token, *NOTHING)] * THREADS)

    def check_of_a_password(self) -> float:
        """Milliseconds of CPU."""
        manage = [f"{self.tree}/scripts/manage.sh", "exec", self.service, "--"]
        shell = ["python", "manage.py", "shell", "--no-imports", "-c", ONE_CHECK]
        env = {**os.environ, "SERVEASE_RUN_DIR": self.folder}
        said = subprocess.run([*manage, *shell], env=env, check=True, stdout=subprocess.PIPE, text=True)
        return float(said.stdout.split()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", required=True, metavar="NAME=URL=FOLDER=TREE")
    parser.add_argument("--yardstick", required=True, metavar="URL")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    data = parser.parse_args()
    people = People(data.platform)
    bare = Platform(f"bare={data.yardstick}={people.folder}={people.tree}")
    best: dict[str, Run] = {}
    for _ in range(data.rounds):
        asked = {
            "a bare Django view": Asked(bare, [("GET", "/bare/", "", *NOTHING)] * THREADS),
            "login": people.logins(),
            "refresh": people.refreshes(),
            "read by access token": people.reads(people.sessions[0]["access"]),
            "read by API key": people.reads(people.key),
        }
        for what, (platform, lines, script) in asked.items():
            print(f"measuring {what} …", file=sys.stderr)
            found = run(platform, lines, data.seconds, CONNECTIONS, script)
            if found.failed or found.refused:
                sys.exit(f"{what}: {found.failed + found.refused} requests failed.")
            best[what] = max(best.get(what, found), found, key=lambda one: one.rate)
    base = best["a bare Django view"].rate
    print(f"{'':22}{'requests/s':>11}{'of the bare view':>18}{'p50':>8}{'p95':>8}{'p99 ms':>8}{'CPU ms':>8}")
    for what, one in best.items():
        used = f"{one.cpu:8.2f}" if one.rate != base else ""
        times = f"{one.p50:8.1f}{one.p95:8.1f}{one.p99:8.1f}"
        print(f"{what:22}{one.rate:11,.0f}{one.rate / base:17.4f}x{times}{used}")
    check, login = people.check_of_a_password(), best["login"].cpu
    print(f"Argon2 takes {check:.1f} ms of CPU of a login's {login:.1f}: {check / login:.0%}.")


if __name__ == "__main__":
    main()
