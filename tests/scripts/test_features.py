"""What docs/features.md claims is what tests show, and each way in which it is not is told by its row."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from services import ROOT

Finished = subprocess.CompletedProcess[str]
CLAIMS = "# Features\n\n| id | feature |\n|---|---|\n| AP03 | Nobody is booked twice |\n| GW05 | ETags |\n"
BOOKING = """import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.shows("AP03")]


def test_a_booking(): ...


@pytest.mark.shows("GW05")
def test_a_change(): ...


def no_test(): ...
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], None]:
    def write(path: str, text: str) -> None:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    write("docs/features.md", CLAIMS)
    write("appointment-service/tests/bookings/test_book.py", BOOKING)
    return write


@pytest.fixture
def features(write: Callable[[str, str], None], tmp_path: Path) -> Callable[..., Finished]:
    def run(*arguments: str) -> Finished:
        script = [sys.executable, ROOT / "scripts/features.py", "--root", tmp_path, *arguments]
        return subprocess.run(script, cwd=tmp_path, capture_output=True, text=True)

    return run


def test_rows_that_tests_show_are_counted(features):
    finished = features("--check")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout == "2 features claimed, shown by 2 tests\n"


def test_a_claimed_row_without_a_test_is_told(features, write):
    write("docs/features.md", CLAIMS + "| SD12 | Replicas |\n")
    finished = features("--check")
    assert finished.returncode == 1
    assert finished.stderr == "SD12 is claimed in docs/features.md and shown by no test.\n"


def test_a_row_that_tests_show_and_nobody_claims_is_told_with_the_tests(features, write):
    write(
        "tests/gateway/test_routes.py", 'import pytest\n\n\n@pytest.mark.shows("XX99")\ndef test_a(): ...\n'
    )
    finished = features("--check")
    assert finished.returncode == 1
    assert finished.stderr == (
        "XX99 is shown by tests/gateway/test_routes.py::test_a and not claimed in docs/features.md.\n"
    )


def test_a_row_that_stands_twice_is_told(features, write):
    write("docs/features.md", CLAIMS + "| AP03 | Once more |\n")
    finished = features("--check")
    assert (finished.returncode, finished.stderr) == (1, "AP03 stands twice in docs/features.md.\n")


TESTS = """import pytest


@pytest.mark.shows("AP03", "GW05")
@pytest.mark.parametrize("number", [1, 2])
def test_whole(number): ...


@pytest.mark.shows("AP03")
@pytest.mark.parametrize("number", [1, 2])
def test_half(number):
    assert number == 2


@pytest.mark.shows("SD12")
@pytest.mark.skip
def test_not_today(): ...
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """These tests run, as scripts/test.sh runs them, with the plugin that notes what they show."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "test_marked.py").write_text(TESTS)
    report = folder / "report.xml"
    options = ["-q", "-p", "chassis.testing.plugin", "-p", "no:cacheprovider", "--strict-markers"]
    run = [sys.executable, "-m", "pytest", *options, f"--junitxml={report}"]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    subprocess.run(run, cwd=folder, env=environment, capture_output=True)
    return report


def test_the_report_of_a_run_says_what_was_shown(features, report):
    finished = features("--ran", report)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout == "2 features claimed, shown by 2 tests, of which 1 passed\n"


def test_a_claimed_row_of_which_no_test_ran_is_told(features, write, report):
    write("docs/features.md", CLAIMS + "| SD12 | Replicas |\n")
    finished = features("--ran", report)
    assert finished.returncode == 1
    assert finished.stdout == "3 features claimed, shown by 2 tests, of which 1 passed\n"
    assert finished.stderr == "SD12 is claimed, and no test of it ran.\n"
