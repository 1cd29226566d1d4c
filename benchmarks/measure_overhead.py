"""Requests per second from nginx alone to a page of 25 vehicles, in one run, printed with their ratios."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from demo import new_vehicle, once
from platform_client import Person

CONNECTIONS = 32
VEHICLES = 30


def requests_per_second(url: str, token: str, seconds: int) -> float:
    """One wrk run; refuses to report a figure that errors went into."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", f"Authorization: Bearer {token}", url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        sys.exit(f"{url} did not answer every request:\n{output}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", output)
    assert found, output
    return float(found[1])


def furnish(gateway: str) -> tuple[str, str]:
    """A customer with a page of vehicles: their token and one vehicle's id."""
    customer = Person(gateway, "customer")
    signed_in = customer.register("measured@example.org", "a long demo password", "Mea", "Sured")
    made = [customer.post("vehicles/", new_vehicle(), 201, **once()) for _ in range(VEHICLES)]
    return signed_in["access"], made[0]["id"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", required=True, metavar="URL")
    parser.add_argument("--yardstick", required=True, metavar="URL")
    parser.add_argument("--yardstick-token", required=True)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=2)
    data = parser.parse_args()
    token, vehicle_id = furnish(data.gateway)
    ladder = {
        "nginx alone": (f"{data.gateway}/health", ""),
        "bare Django view": (f"{data.yardstick}/bare/", ""),
        "DRF view with a token": (f"{data.yardstick}/verified/", data.yardstick_token),
        "GET vehicles/{id}/": (f"{data.gateway}/api/v1/vehicles/{vehicle_id}/", token),
        "GET vehicles/ (25 rows)": (f"{data.gateway}/api/v1/vehicles/", token),
    }
    best: dict[str, float] = {}
    for _ in range(data.rounds):
        # The rungs take turns, so that a noisy minute does not fall on one of them alone.
        for name, (url, bearer) in ladder.items():
            print(f"measuring {name} …", file=sys.stderr)
            best[name] = max(best.get(name, 0), requests_per_second(url, bearer, data.seconds))
    verified = best["DRF view with a token"]
    print(f"{'':26}{'requests/s':>11}{'of the DRF view':>17}")
    for name, rate in best.items():
        print(f"{name:26}{rate:11,.0f}{rate / verified:16.2f}x")


if __name__ == "__main__":
    main()
