"""The table of services (services.txt) for scripts and tests; scripts/lib/services.sh reads it too."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = [
    line.split()
    for line in (ROOT / "scripts" / "services.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
SERVICES = [name for name, _, _ in TABLE]
PORTS = {name: int(port) for name, port, _ in TABLE}
ADDRESS_VARIABLES = {name: variable for name, _, variable in TABLE}
