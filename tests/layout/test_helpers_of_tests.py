"""What tests share is in modules that say what they hold; a conftest has fixtures, which nobody imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from services import ROOT, SERVICES

FOLDERS = [ROOT / part / "tests" for part in (*SERVICES, "servease-chassis")] + [ROOT / "tests"]
# Who calls: the chassis' plugin makes them, and gives each name one meaning.
ROLES = {"customer", "stranger", "employee", "colleague", "foreman", "admin"}
# Its people are accounts that it registers itself, with tokens that it grants itself.
OWN_ACCOUNTS = ROOT / "authentication-service" / "tests"


def modules(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in folder.rglob("*.py"):
        if "node_modules" not in path.parts:
            yield path.relative_to(ROOT), ast.parse(path.read_text())


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def fixtures(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and any(
            "fixture" in ast.unparse(decorator) for decorator in node.decorator_list
        ):
            yield node.name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_nothing_is_imported_from_a_conftest(folder: Path) -> None:
    found = [
        f"{path} imports {name}"
        for path, module in modules(folder)
        for name in imported(module)
        if "conftest" in name.split(".")
    ]
    assert found == []


def test_no_service_makes_those_anew_who_call_in_every_service() -> None:
    found = [
        f"{path}: {name}"
        for folder in FOLDERS[:-1]
        if folder != OWN_ACCOUNTS
        for path, module in modules(folder)
        for name in fixtures(module)
        if name in ROLES
    ]
    assert found == []
