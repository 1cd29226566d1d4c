"""One run of wrk, in numbers."""

import re
import subprocess
import sys
from typing import NamedTuple

CONNECTIONS = 32


class Run(NamedTuple):
    requests_per_second: float
    p50: float
    p99: float


def measured(url: str, token: str, seconds: int) -> Run:
    """One wrk run, times in milliseconds; refuses to report a figure that errors went into."""
    bearer = ["-H", f"Authorization: Bearer {token}"]
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *bearer, url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        sys.exit(f"{url} did not answer every request:\n{output}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", output)
    assert found, output
    return Run(float(found[1]), _milliseconds(output, "50%"), _milliseconds(output, "99%"))


def _milliseconds(output: str, share: str) -> float:
    found = re.search(rf"{share}\s+([\d.]+)(us|ms|s)", output)
    assert found, output
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]
