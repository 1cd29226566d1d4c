#!/usr/bin/env python3
"""Hold docs/features.md to the tests: each row claimed there is shown by a test, and no test names another.

features.py                  say how many features are claimed and by how many tests they are shown
features.py --check          fail for a claimed row without a test, and for a test of what is not claimed
features.py --ran REPORT...  of these JUnit reports of a full run: fail for a claimed row that nothing showed
"""

import argparse
import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| ([A-Z]{2}\d{2}) \|", re.MULTILINE)
WITHOUT_VERDICT = ("failure", "error", "skipped")


def claimed(root: Path) -> list[str]:
    return ROW.findall((root / "docs" / "features.md").read_text())


def shown(root: Path) -> dict[str, list[str]]:
    """Of each row that a test names by @pytest.mark.shows or pytestmark: those tests."""
    rows: dict[str, list[str]] = defaultdict(list)
    for file in sorted([*root.glob("tests/**/test_*.py"), *root.glob("*/tests/**/test_*.py")]):
        tree = ast.parse(file.read_text())
        everywhere = [row for mark in _marks_of_the_module(tree) for row in _rows_of(mark)]
        for test in _tests(tree):
            for row in {*everywhere, *(row for mark in test.decorator_list for row in _rows_of(mark))}:
                rows[row].append(f"{file.relative_to(root)}::{test.name}")
    return rows


def _tests(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def _marks_of_the_module(tree: ast.Module) -> Iterator[ast.expr]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            yield node.value


def _rows_of(mark: ast.expr) -> Iterator[str]:
    for call in ast.walk(mark):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.shows":
            yield from (ast.literal_eval(row) for row in call.args)


def faults(root: Path) -> Iterator[str]:
    rows, tests = claimed(root), shown(root)
    for row in sorted({row for row in rows if rows.count(row) > 1}):
        yield f"{row} stands twice in docs/features.md."
    for row in dict.fromkeys(rows):
        if row not in tests:
            yield f"{row} is claimed in docs/features.md and shown by no test."
    for row in sorted(set(tests) - set(rows)):
        yield f"{row} is shown by {', '.join(tests[row])} and not claimed in docs/features.md."


def ran(reports: list[Path]) -> dict[str, dict[str, bool]]:
    """Of each row: the tests of it that ran, and whether each passed with all that it was run with."""
    rows: dict[str, dict[str, bool]] = defaultdict(dict)
    for report in reports:
        for case in ElementTree.parse(report).iter("testcase"):
            if case.find("skipped") is not None:
                continue
            test = f"{case.get('classname')}::{str(case.get('name')).split('[')[0]}"
            passed = all(case.find(verdict) is None for verdict in WITHOUT_VERDICT)
            for row in case.iterfind("properties/property[@name='shows']"):
                tests = rows[str(row.get("value"))]
                tests[test] = tests.get(test, True) and passed
    return rows


def of_a_run(root: Path, reports: list[Path]) -> tuple[str, list[str]]:
    """What was shown in a run, and what is claimed and was not."""
    rows, seen = claimed(root), ran(reports)
    tests = {test: passed for row in rows for test, passed in seen[row].items()}
    said = f"{len(rows)} features claimed, shown by {len(tests)} tests, of which {sum(tests.values())} passed"
    return said, [f"{row} is claimed, and no test of it ran." for row in rows if not seen[row]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--root", type=Path, default=ROOT, help="the folder with docs/features.md and the tests"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="fail where rows and tests do not agree")
    what.add_argument("--ran", nargs="+", type=Path, metavar="REPORT", help="JUnit reports of a full run")
    options = parser.parse_args()

    if options.ran:
        said, missing = of_a_run(options.root, options.ran)
        print(said)
        sys.exit("\n".join(missing) or None)
    if options.check and (found := list(faults(options.root))):
        sys.exit("\n".join(found))
    tests = {test for row in shown(options.root).values() for test in row}
    print(f"{len(claimed(options.root))} features claimed, shown by {len(tests)} tests")


if __name__ == "__main__":
    main()
