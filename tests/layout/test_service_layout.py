"""What appears in every service is the same in each."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from services import ROOT, SERVICES

FOLDERS = [ROOT / name for name in SERVICES]
IDENTICAL = [
    "Dockerfile", "manage.py", "{project}/__init__.py", "{project}/wsgi.py", "tests/test_interface.py",
]  # fmt: skip
EXPECTED = [
    "README.md", "requirements.in", "requirements.txt", "contracts/openapi.yaml",
]  # fmt: skip
LONGEST_FILE = 300


def project(service: Path) -> Path:
    return service / service.name.replace("-", "_")


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


@pytest.mark.parametrize("name", IDENTICAL)
def test_a_shared_file_is_byte_identical_in_every_service(name):
    contents = {
        service.name: (service / name.format(project=project(service).name)).read_bytes()
        for service in FOLDERS
    }
    first = contents[SERVICES[0]]
    assert [service for service, content in contents.items() if content != first] == []


@pytest.mark.parametrize("service", FOLDERS, ids=SERVICES)
def test_a_service_has_what_every_service_has(service):
    assert [name for name in EXPECTED if not (service / name).is_file()] == []
    assert {"settings.py", "urls.py", "wsgi.py"} <= {path.name for path in project(service).iterdir()}


@pytest.mark.parametrize("service", FOLDERS, ids=SERVICES)
def test_the_common_settings_are_written_the_same_way(service):
    """Settings are explicit, and their common lines equal: only what is a service's own may differ."""
    text = (project(service) / "settings.py").read_text()
    assert "import *" not in text
    for line in (
        "env = Environment()",
        f'SERVICE_NAME = "{service.name}"',
        "DATABASES = chassis.databases(env)",
        "REST_FRAMEWORK = chassis.rest_framework()",
        "MIDDLEWARE = chassis.middleware()",
        'SECRET_KEY = env.secret("SECRET_KEY")',
    ):
        assert f"\n{line}\n" in text


@pytest.mark.parametrize("service", FOLDERS, ids=SERVICES)
def test_a_services_pins_are_the_platforms(service):
    platform = set((ROOT / "requirements-dev.txt").read_text().splitlines())
    assert set((service / "requirements.txt").read_text().splitlines()) <= platform


def test_every_pin_is_exact():
    pins = [
        line for line in (ROOT / "requirements-dev.txt").read_text().splitlines() if line and line[0] != "#"
    ]
    assert [pin for pin in pins if "==" not in pin] == []


def test_the_database_driver_is_psycopg2():
    """psycopg 3 beside it would be chosen by Django without a word; it was measured to be slower here."""
    pins = (ROOT / "requirements-dev.txt").read_text()
    assert "psycopg2-binary==" in pins
    assert "\npsycopg==" not in pins


def test_files_are_short_enough_to_read():
    code = [
        path
        for folder in [*FOLDERS, ROOT / "servease-chassis" / "chassis"]
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts and "tests" not in path.parts
    ]
    assert {
        str(path.relative_to(ROOT)): lines_of(path) for path in code if lines_of(path) > LONGEST_FILE
    } == {}


@pytest.mark.shows("SD18")
def test_the_guides_tables_of_routes_are_those_of_the_schema():
    subprocess.run([sys.executable, ROOT / "scripts" / "list_routes.py", "--check"], check=True)


def test_the_guides_page_is_that_of_the_guide():
    subprocess.run([sys.executable, ROOT / "scripts" / "guide_page.py", "--check"], check=True)


def test_the_page_of_errors_is_what_services_and_gateway_declare():
    subprocess.run([sys.executable, ROOT / "scripts" / "errors_page.py", "--check"], check=True)


def test_every_event_has_an_example_by_its_producer():
    named = {
        (path.relative_to(ROOT), name)
        for service in FOLDERS
        for path in service.rglob("*.py")
        if path.name in {"consumers.py", "events.py"}
        for name in re.findall(r'"([a-z_]+\.[a-z_]+\.v\d+)"', path.read_text())
    }
    examples = {path.stem for service in FOLDERS for path in (service / "contracts").glob("events/*.json")}
    assert named
    assert [f"{path}: {name}" for path, name in sorted(named) if name not in examples] == []


def test_a_service_that_is_let_in_by_name_is_there():
    named = {
        name
        for service in FOLDERS
        for file in service.rglob("*views.py")
        for names in re.findall(r"Service\(([^)]*)\)", file.read_text())
        for name in re.findall(r"[\w-]+", names)
    }
    assert named
    assert named <= set(SERVICES)
