"""Requests per second of the reads that clients make most, on one platform or on two that take turns."""

import argparse
import sys

from load import Run, measured
from measure_overhead import furnish

# A week that is ahead whenever this runs is asked of the platform itself: `from` left out is now.
READS = {
    "GET vehicles/{id}/": "vehicles/{vehicle_id}/",
    "GET vehicles/ (25 rows)": "vehicles/",
    "GET appointments/slots/ (a week)": "appointments/slots/?service_type=inspection",
    "GET appointments/service-types/": "appointments/service-types/",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", required=True, action="append", metavar="NAME=URL")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    data = parser.parse_args()
    gateways = dict(one.split("=", 1) for one in data.platform)
    people = {name: furnish(gateway) for name, gateway in gateways.items()}
    best: dict[tuple[str, str], Run] = {}
    for _ in range(data.rounds):
        for read, path in READS.items():
            for name, gateway in gateways.items():
                print(f"measuring {read} of {name} …", file=sys.stderr)
                token, vehicle_id = people[name]
                run = measured(f"{gateway}/api/v1/{path.format(vehicle_id=vehicle_id)}", token, data.seconds)
                best[read, name] = max(best.get((read, name), run), run)
    print(f"{'':34}" + "".join(f"{name:>12}{'p50, p99 ms':>15}" for name in gateways))
    for read in READS:
        runs = [best[read, name] for name in gateways]
        figures = "".join(f"{one.requests_per_second:12,.0f}{one.p50:8.1f},{one.p99:6.1f}" for one in runs)
        ratio = runs[-1].requests_per_second / runs[0].requests_per_second
        print(f"{read:34}{figures}" + (f"{ratio:8.2f}x" if len(runs) > 1 else ""))


if __name__ == "__main__":
    main()
