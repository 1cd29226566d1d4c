"""Delete each call of store_reply(…) and check_precondition(…) in the services, and see that tests fail.

Usage, while the stores of the tests run: tests/mutations/forgotten_calls.py [service...]
A call is deleted in a copy; the code itself is left alone. Exits 1 if a call is not missed by any test.
"""

import ast
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CALLS = {"store_reply", "check_precondition"}


def calls_in(source: str) -> Iterator[ast.Expr]:
    """The statements that are nothing but such a call."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called = node.value.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in CALLS:
                yield node


def without(source: str, call: ast.Expr) -> str:
    lines = source.splitlines(keepends=True)
    first, last = call.lineno - 1, int(call.end_lineno or call.lineno)
    return "".join([*lines[:first], " " * call.col_offset + "pass\n", *lines[last:]])


def copied(service: str, folder: Path) -> Path:
    """A service that may be changed, beside the others as they are."""
    for other in ROOT.iterdir():
        if other.name != service and not other.name.startswith("."):
            (folder / other.name).symlink_to(other)
    shutil.copytree(ROOT / service, folder / service, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / service


def environment(service: str) -> dict[str, str]:
    lines = (ROOT / ".run" / "test" / "services" / f"{service}.env").read_text().splitlines()
    own = dict(shlex.split(line)[0].split("=", 1) for line in lines if "=" in line)
    return {**os.environ, **own, "DB_NAME": f"mutations_of_{service.replace('-', '_')}"}


def a_test_fails(place: Path, variables: dict[str, str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--reuse-db", "tests"]
    done = subprocess.run(command, cwd=place, env=variables, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    return done.returncode == 1


def missed_calls(service: str) -> list[str]:
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        place, variables = copied(service, Path(folder)), environment(service)
        if a_test_fails(place, variables):
            raise SystemExit(f"{service} fails as it is.")
        for file in sorted(place.rglob("*.py")):
            if "tests" in file.relative_to(place).parts:
                continue
            source = file.read_text()
            for call in calls_in(source):
                where = f"{service}/{file.relative_to(place)}:{call.lineno}"
                file.write_text(without(source, call))
                found = a_test_fails(place, variables)
                print("failed as it should" if found else "NOT MISSED", where, flush=True)
                missed += [] if found else [where]
            file.write_text(source)
    return missed


if __name__ == "__main__":
    wanted = sys.argv[1:] or sorted(service.name for service in ROOT.glob("*-service"))
    raise SystemExit(1 if [call for service in wanted for call in missed_calls(service)] else 0)
