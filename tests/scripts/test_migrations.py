"""A change of a model gets its migration, on the host and without a running platform."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from services import ROOT

Finished = subprocess.CompletedProcess[str]
COLOR = "    color = models.CharField(max_length=20, blank=True, {})\n"


@pytest.fixture(scope="module")
def project() -> Iterator[Path]:
    """A copy whose models may change. Its folder is open, so that PostgreSQL's user comes in."""
    parent = Path(tempfile.mkdtemp(prefix="servease-migrations-"))
    parent.chmod(0o755)
    copy = parent / "project"
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(lambda name: (ROOT / name).is_file(), listed.stdout.splitlines()):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    (copy / ".run").mkdir()
    (copy / ".run" / "venv").symlink_to(ROOT / ".run" / "venv")
    yield copy
    shutil.rmtree(parent)


@pytest.fixture
def in_the_copy(project: Path, tmp_path: Path) -> Callable[..., Finished]:
    """`in_the_copy("migrations", "user-service", "a_name")`, with stores of the copy's own."""

    def run(name: str, *arguments: str) -> Finished:
        command = [project / "scripts" / f"{name}.sh", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300
        )

    return run


def with_color(models: str, default: str) -> str:
    return models.replace("    role = models", f"{COLOR.format(default)}    role = models")


def test_a_change_of_a_model_gets_its_migration_and_shows_its_sql(project, in_the_copy):
    models = project / "user-service" / "profiles" / "models.py"
    as_it_was = models.read_text()
    folder = project / "user-service" / "profiles" / "migrations"
    known = set(folder.glob("*.py"))

    models.write_text(with_color(as_it_was, 'default=""'))
    refused = in_the_copy("migrations", "user-service", "color_of_a_profile")
    assert refused.returncode == 1
    assert "give the new column db_default= or null=True. The migration is not kept." in refused.stderr
    assert set(folder.glob("*.py")) == known

    models.write_text(with_color(as_it_was, 'db_default=""'))
    finished = in_the_copy("migrations", "user-service", "color_of_a_profile")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert 'ADD COLUMN "color" varchar(20)' in finished.stdout
    (written,) = set(folder.glob("*.py")) - known
    assert written.name.endswith("_color_of_a_profile.py")
    assert 'name="color"' in written.read_text()

    again = in_the_copy("migrations", "user-service", "color_of_a_profile")
    assert again.returncode == 1
    assert again.stderr == "The models of user-service have their migrations; nothing was written.\n"


def test_the_tests_of_a_service_say_first_that_a_migration_is_missing(project, in_the_copy):
    models = project / "customer-service" / "customers" / "models.py"
    models.write_text(models.read_text() + "\n\nclass Badge(BaseModel):\n    pass\n")
    tested = in_the_copy("test", "customer-service")
    assert tested.returncode == 1
    command = "scripts/migrations.sh customer-service NAME"
    assert f"No migration describes the models of customers: {command}" in tested.stdout
    assert "0 passed, 1 failed" in tested.stdout


def test_the_first_migration_of_an_app_is_missed_and_written_too(project, in_the_copy):
    folder = project / "notification-service" / "notifications" / "migrations"
    shutil.rmtree(folder)
    tested = in_the_copy("test", "notification-service")
    assert "No migration describes the models of notifications" in tested.stdout

    written = in_the_copy("migrations", "notification-service", "initial")
    assert written.returncode == 0, written.stdout + written.stderr
    assert 'CREATE TABLE "notifications_notification"' in written.stdout
    assert (folder / "__init__.py").read_text() == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Which service?"),
        (["parking-service", "a_field"], "There is no service 'parking-service'"),
        (["user-service"], "A migration's name has small letters"),
        (["user-service", "Color!"], "not 'Color!'"),
        (["user-service", "color", "vehicles"], "user-service has no app 'vehicles'."),
        (["user-service", "color", "profiles", "more"], "migrations.sh takes no 'more'."),
    ],
    ids=str,
)
def test_what_it_cannot_do_is_refused_with_the_usage(script, arguments, said):
    finished = script("migrations", *arguments)
    assert finished.returncode == 2
    assert said in finished.stderr
    assert "Usage: scripts/migrations.sh SERVICE NAME [APP]" in finished.stderr
