#!/usr/bin/env python3
"""Hold docs/features.md to the tests: each row claimed there is shown by a test, and no test names another.

features.py            say how many rows are shown by how many tests
features.py --check    fail for a claimed row without a test, and for a test of a row that is not claimed
"""

import argparse
import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| ([A-Z]{2}\d{2}) \|", re.MULTILINE)


def claimed(root: Path = ROOT) -> list[str]:
    return ROW.findall((root / "docs" / "features.md").read_text())


def shown(root: Path = ROOT) -> dict[str, list[str]]:
    """Of each row that a test names by @pytest.mark.shows or pytestmark: those tests."""
    rows: dict[str, list[str]] = defaultdict(list)
    for file in sorted(root.rglob("test_*.py")):
        if ".run" not in file.parts:
            for row, place in _rows_in(file):
                rows[row].append(f"{file.relative_to(root)}{place}")
    return rows


def _rows_in(file: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(file.read_text())
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            marks, place = node.decorator_list, f"::{node.name}"
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            marks, place = [node.value], ""
        else:
            continue
        for mark in marks:
            for call in ast.walk(mark):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.shows":
                    yield from ((ast.literal_eval(row), place) for row in call.args)


def faults(root: Path = ROOT) -> Iterator[str]:
    rows, tests = claimed(root), shown(root)
    yield from (
        f"{row} stands twice in docs/features.md." for row in sorted(set(rows)) if rows.count(row) > 1
    )
    yield from (f"{row} is claimed and shown by no test." for row in rows if row not in tests)
    for row in sorted(set(tests) - set(rows)):
        yield f"{row} is shown by {', '.join(tests[row])} and not claimed in docs/features.md."


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="fail where rows and tests do not agree")
    if parser.parse_args().check and (found := list(faults())):
        sys.exit("\n".join(found))
    tests = shown()
    print(f"{len(claimed())} features claimed, shown by {sum(map(len, tests.values()))} tests")


if __name__ == "__main__":
    main()
