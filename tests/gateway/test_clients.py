"""The clients are what the merged schema makes of them, and their types know a mistake."""

import json
import re
import subprocess
import tomllib

import pytest
from services import ROOT


def run(*command, **options):
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, **{"cwd": ROOT, **options}
    )


@pytest.mark.shows("GW16")
def test_the_clients_are_up_to_date():
    ran = run("scripts/clients.sh", "--check")

    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_clients_have_the_products_version():
    version = (ROOT / "VERSION").read_text().strip()

    assert json.loads((ROOT / "clients/typescript/package.json").read_text())["version"] == version
    assert (
        tomllib.loads((ROOT / "clients/python/pyproject.toml").read_text())["project"]["version"] == version
    )


@pytest.mark.shows("GW16")
def test_the_typescript_client_compiles_and_mistakes_do_not():
    check = run("npm", "run", "--silent", "test:build", "--", "--noEmit", cwd=ROOT / "clients/typescript")

    assert check.returncode == 0, check.stdout


@pytest.mark.shows("GW16")
def test_whatever_signs_somebody_in_is_marked_for_both_clients():
    python = json.loads((ROOT / "clients/python/servease/operations.json").read_text())
    marked = {name for name, operation in python.items() if operation.get("signs_in")}
    assert marked == {
        "accept_invitation", "complete_passkey_second_factor", "complete_passkey_sign_in",
        "complete_second_factor", "register_account", "sign_in", "sign_in_by_provider",
    }  # fmt: skip
    typescript = (ROOT / "clients/typescript/src/operations.ts").read_text()
    names = re.findall(r"^  (\w+): {.* signsIn: true", typescript, re.MULTILINE)
    assert {re.sub("([A-Z])", r"_\1", name).lower() for name in names} == marked

    takes = {name for name, operation in python.items() if operation.get("takes_device")}
    assert takes == {"complete_passkey_sign_in", "sign_in", "sign_in_by_provider"}


@pytest.fixture(scope="module")
def what_mypy_knows(tmp_path_factory):
    """Of the client and of Python's own library, which are the same in every test."""
    return tmp_path_factory.mktemp("mypy")


PYTHON = """
from servease import Client

def wander(client: Client) -> str:
    vehicle = client.register_vehicle(make="Toyota", model="Corolla", year=2019, plate="B PY 2019")
    for row in client.list_vehicles(ordering="-created_at"):
        vehicle = client.change_vehicle(row["id"], color="red", if_match=vehicle)
    return vehicle["plate"]
"""


@pytest.mark.shows("GW16")
@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ("", "", ""),
        ("register_vehicle", "buy_vehicle", 'no attribute "buy_vehicle"'),
        ("year=2019", 'year="2019"', 'has incompatible type "str"; expected "int"'),
        ('make="Toyota", ', "", 'Missing named argument "make"'),
        ('color="red"', 'colour="red"', 'Unexpected keyword argument "colour"'),
        ('"-created_at"', '"-colour"', "incompatible type"),
        ('row["id"]', 'row["number"]', 'no key "number"'),
    ],
)
def test_the_python_client_is_typed(tmp_path, what_mypy_knows, right, wrong, finding):
    (tmp_path / "wander.py").write_text(PYTHON.replace(right, wrong, 1) if right else PYTHON)

    check = run(
        "mypy", "--strict", "--no-warn-return-any", "--cache-dir", what_mypy_knows, tmp_path / "wander.py",
        cwd=ROOT / "clients/python",
    )  # fmt: skip

    assert (check.returncode, finding in check.stdout) == (int(bool(finding)), True), check.stdout
