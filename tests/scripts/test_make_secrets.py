"""Every secret of production in one command, where only its owner reads it and git never takes it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from services import ROOT, SERVICES

# Two of each service, and four that are for all.
SECRETS = 2 * len(SERVICES) + 4


def lines_of(file: Path) -> dict[str, str]:
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


EMPTY_SECRETS = [
    name
    for name, value in lines_of(ROOT / ".env.production").items()
    if not value
    and name.endswith(("SECRET", "PASSWORD", "SECRET_KEY"))
    # Theirs is what somebody else chose, or they may be left out; a page is none.
    and not name.startswith(("STRIPE_", "MAIL_", "SMTP_", "SMS_", "LINK_"))
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".env.production.local"


@pytest.fixture
def make_secrets(script, file: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    return lambda: script("make_secrets", str(file))


def test_every_secret_that_production_lacks_is_made_strong_and_unlike_the_others(make_secrets, file):
    finished = make_secrets()
    assert finished.stdout == f"{file} has {SECRETS} new secrets; 0 were there and stay.\n", finished.stderr
    made = lines_of(file)
    assert sorted(made) == sorted(EMPTY_SECRETS)
    assert len(set(made.values())) == SECRETS
    assert all(len(secret) == 64 and secret.isalnum() for secret in made.values())


def test_only_its_owner_may_read_the_file(make_secrets, file):
    make_secrets()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_could_read_is_closed_to_them(make_secrets, file):
    file.touch(0o644)
    make_secrets()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_repeat_keeps_what_is_there_and_adds_what_is_missing(make_secrets, file):
    file.write_text("ALLOWED_HOSTS=example.org\nSECRET_KEY=chosen by hand=yes")
    finished = make_secrets()
    assert finished.stdout == f"{file} has {SECRETS - 1} new secrets; 1 were there and stay.\n", (
        finished.stderr
    )
    made = lines_of(file)
    assert made["ALLOWED_HOSTS"] == "example.org"
    assert made["SECRET_KEY"] == "chosen by hand=yes"
    assert make_secrets().stdout == f"{file} has 0 new secrets; {SECRETS} were there and stay.\n"
    assert lines_of(file) == made


def test_production_starts_with_them_over_its_own_file(make_secrets, file, library):
    make_secrets()
    (file.parent / ".env.production").write_text((ROOT / ".env.production").read_text())
    finished = library(
        f'ROOT="{file.parent}"; load_configuration production; echo "${{CONFIGURATION[SECRET_KEY]}}"'
    )
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout == lines_of(file)["SECRET_KEY"] + "\n"


def test_the_environment_still_wins_over_them(make_secrets, file, library):
    make_secrets()
    (file.parent / ".env.production").write_text((ROOT / ".env.production").read_text())
    code = f'ROOT="{file.parent}"; load_configuration production; echo "${{CONFIGURATION[SECRET_KEY]}}"'
    assert library(code, SECRET_KEY="0123456789abcdef").stdout == "0123456789abcdef\n"


def test_development_knows_nothing_of_them(make_secrets, file, library):
    make_secrets()
    (file.parent / ".env.development").write_text((ROOT / ".env.development").read_text())
    finished = library(
        f'ROOT="{file.parent}"; load_configuration development; echo "${{CONFIGURATION[REDIS_PASSWORD]}}"'
    )
    assert finished.stdout == "development-only\n"


@pytest.mark.parametrize("name", ["tracked.env", "new.env"])
def test_a_file_that_git_would_take_is_refused(script, tmp_path, name):
    (tmp_path / ".gitignore").write_text("tracked.env\n")
    (tmp_path / "tracked.env").touch()
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "add", "-f", "tracked.env"], check=True)
    finished = script("make_secrets", str(tmp_path / name))
    assert finished.returncode == 1
    assert finished.stderr == (
        f"{tmp_path / name} is not ignored by git, and secrets in it would be published with the code; "
        "name another file.\n"
    )
    assert (tmp_path / "tracked.env").read_text() == ""
    assert not (tmp_path / "new.env").exists()


def test_the_file_that_is_written_without_a_name_is_ignored_by_git():
    ignored = subprocess.run(["git", "-C", ROOT, "check-ignore", "-q", ".env.production.local"])
    assert ignored.returncode == 0


def test_a_place_that_cannot_be_written_is_named(as_nobody, run_folder):
    command = [*as_nobody, ROOT / "scripts/make_secrets.sh", "/usr/secrets.env"]
    finished = subprocess.run(command, capture_output=True, text=True, cwd="/")
    assert finished.returncode == 1
    assert finished.stderr == "/usr is not writable for this user.\n"


def test_a_folder_that_is_not_there_is_named(script):
    finished = script("make_secrets", "/nowhere/secrets.env")
    assert finished.returncode == 1
    assert finished.stderr == "There is no folder /nowhere to write /nowhere/secrets.env in.\n"
