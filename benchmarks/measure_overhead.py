"""Requests per second from nginx alone to a page of 25 vehicles, in one run, printed with their ratios."""

import argparse
import sys
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from demo import new_vehicle, once
from load import Run, measured
from platform_client import Person

VEHICLES = 30


def furnish(gateway: str) -> tuple[str, str]:
    """A customer with a page of vehicles: their token and one vehicle's id."""
    customer = Person(gateway, "customer")
    signed_in = customer.register(f"measured-{uuid4()}@example.org", "a long demo password", "Mea", "Sured")
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
    best: dict[str, Run] = {}
    for _ in range(data.rounds):
        # The rungs take turns, so that a noisy minute does not fall on one of them alone.
        for name, (url, bearer) in ladder.items():
            print(f"measuring {name} …", file=sys.stderr)
            run = measured(url, bearer, data.seconds)
            best[name] = max(best.get(name, run), run)
    verified = best["DRF view with a token"].requests_per_second
    print(f"{'':26}{'requests/s':>11}{'of the DRF view':>17}{'p50 ms':>8}{'p99 ms':>8}")
    for name, (rate, p50, p99) in best.items():
        print(f"{name:26}{rate:11,.0f}{rate / verified:16.2f}x{p50:8.1f}{p99:8.1f}")


if __name__ == "__main__":
    main()
