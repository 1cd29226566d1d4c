"""No service imports another, whatever apps it has: import-linter's contracts come from the folders."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from services import ROOT

APPS = sorted((app.parts[-3], app.parts[-2]) for app in ROOT.glob("*-service/*/apps.py"))


@pytest.fixture
def code(tmp_path):
    """All code, to be changed."""
    for service in [*ROOT.glob("*-service"), ROOT / "servease-chassis"]:
        shutil.copytree(
            service,
            tmp_path / service.name,
            ignore=shutil.ignore_patterns("tests", "__pycache__", "contracts"),
        )
    return tmp_path


def what_lint_says(root):
    contracts = root / "importlinter.ini"
    script = [sys.executable, ROOT / "scripts" / "import_contracts.py", root]
    contracts.write_bytes(subprocess.run(script, capture_output=True, check=True).stdout)
    places = [*root.glob("*-service"), root / "servease-chassis"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))}
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--config", contracts]
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def write(root, path, text):
    file = root / path
    file.parent.mkdir(exist_ok=True)
    (file.parent / "__init__.py").touch()
    file.write_text((file.read_text() if file.exists() else "") + text)


def test_the_code_as_it_is_keeps_them(code):
    status, said = what_lint_says(code)
    assert status == 0, said
    contracts = (code / "importlinter.ini").read_text()
    assert [app for service, app in APPS if f"    {app}\n" not in contracts] == []


def test_each_app_that_imports_another_services_is_told(code):
    for service, app in APPS:
        other = "customers" if app != "customers" else "profiles"
        write(code, f"{service}/{app}/strays.py", f"import {other}.models\n")
    status, said = what_lint_says(code)
    assert status == 1
    assert [app for _, app in APPS if f"{app}.strays -> " not in said] == []


def test_an_app_that_comes_is_in_them_without_being_named(code):
    write(code, "user-service/badges/models.py", "import customers.models\n")
    status, said = what_lint_says(code)
    assert status == 1
    assert "badges.models -> customers.models" in said


def test_what_is_upwards_in_the_chassis_and_in_an_app_is_told(code):
    write(code, "servease-chassis/chassis/strays.py", "import vehicles.models\n")
    write(code, "vehicleandproject-service/projects/models.py", "import projects.views\n")
    status, said = what_lint_says(code)
    assert status == 1
    assert "chassis.strays -> vehicles.models" in said
    assert "projects.models -> projects.views" in said


@pytest.mark.parametrize("written", ["as it is", "over several lines"])
def test_an_app_that_imports_one_installed_after_it_is_told(code, written):
    if written != "as it is":
        settings = code / "appointment-service/appointment_service/settings.py"
        settings.write_text(settings.read_text().replace('"resources", ', '\n    "resources",\n    '))
    write(code, "appointment-service/resources/strays.py", "import appointments.models\n")
    status, said = what_lint_says(code)
    assert status == 1
    assert "resources.strays -> appointments.models" in said
