"""The tables of what may follow what, as projects/README.md prints them."""

import re
from pathlib import Path

Table = dict[str, dict[str, str]]


def published_tables() -> tuple[Table, Table]:
    """The tables of the staff and of the customer, as the README has them."""
    readme = Path("projects/README.md").read_text()
    staffs, customers, *_ = re.findall(r"\|---\|---\|\n((?:\|.*\n)+)", readme)
    return _table(staffs), _table(customers)


def _table(rows: str) -> Table:
    table: Table = {}
    for row in rows.splitlines():
        statuses, verbs = row.strip("| ").split(" | ")
        ways = dict(re.findall(r"([a-z-]+) → `(\w+)`", verbs))
        table |= dict.fromkeys(re.findall(r"`(\w+)`", statuses), ways)
    return table


STAFFS, CUSTOMERS = published_tables()
VERBS = sorted({verb for ways in STAFFS.values() for verb in ways} - {"estimate", "authorise"})


def steps_of_the_tables() -> set[tuple[str, str]]:
    """Every step that the published tables know, from which status to which."""
    tables = (STAFFS, CUSTOMERS)
    return {(before, after) for table in tables for before, ways in table.items() for after in ways.values()}
