"""What the environment says at a start holds until the next start, for every verb, and no longer."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from services import ROOT

RECORD = 'mkdir -p "$RUN_DIR"; RUNTIME=native; load_configuration {0}; record_platform {0}'
STRONG = "0123456789abcdef"


@pytest.fixture
def start(library) -> Callable[..., str]:
    """Configures as a start does, and gives what it noted."""

    def run(environment: str = "development", **given: str) -> str:
        started = library(RECORD.format(environment) + '; cat "$RUN_DIR/overrides.env"', **given)
        assert started.returncode == 0, started.stderr
        return started.stdout

    return run


@pytest.fixture
def value_in_a_verb(library) -> Callable[..., str]:
    """A variable as every verb but the start sees it, in a new shell."""

    def read(name: str, **environment: str) -> str:
        finished = library(f'load_running_configuration; echo "${{CONFIGURATION[{name}]}}"', **environment)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout.rstrip("\n")

    return read


def production_with(**changes: str) -> dict[str, str]:
    lines = (ROOT / ".env.production").read_text().splitlines()
    empty = [line[:-1] for line in lines if line.endswith(("SECRET=", "PASSWORD=", "SECRET_KEY="))]
    return {**dict.fromkeys(empty, STRONG), **changes}


def test_what_the_environment_gave_wins_over_the_file_for_every_later_verb(start, value_in_a_verb):
    assert start(RATE_LIMIT_API="7r/s") == "RATE_LIMIT_API=7r/s\n"
    assert value_in_a_verb("RATE_LIMIT_API") == "7r/s"
    assert value_in_a_verb("RATE_LIMIT_API", RATE_LIMIT_API="8r/s") == "7r/s"


def test_the_next_start_knows_nothing_of_it(start, library, value_in_a_verb):
    start(RATE_LIMIT_API="7r/s")
    begun = library('load_configuration development; echo "${CONFIGURATION[RATE_LIMIT_API]}"')
    assert begun.stdout == "50r/s\n"
    assert start() == ""
    assert value_in_a_verb("RATE_LIMIT_API") == "50r/s"


def test_a_secret_is_noted_as_the_file_it_came_from(start, value_in_a_verb, tmp_path):
    file = tmp_path / "secret"
    file.write_text(STRONG + "\n")
    noted = start("production", **production_with(SECRET_KEY="", SECRET_KEY_FILE=str(file)))
    assert f"SECRET_KEY_FILE={file}\n" in noted
    assert "SECRET_KEY=" not in noted
    file.write_text(STRONG[::-1] + "\n")
    assert value_in_a_verb("SECRET_KEY") == STRONG[::-1]


def test_a_port_that_the_script_chose_was_not_given(library):
    noted = library(
        f"""
        gateway_port_obstacle() {{ [[ $1 != 80 ]] || echo "port 80 is used by apache2 (process 7)"; }}
        {RECORD.format("development")}
        require_valid_ports; choose_gateway_port >/dev/null; record_overrides
        cat "$RUN_DIR/overrides.env"
        """
    )
    assert noted.stdout == ""


def test_a_port_that_was_given_is_noted(start):
    assert start(GATEWAY_PORT="8081") == "GATEWAY_PORT=8081\n"


def test_stores_of_ones_own_stay_those_of_the_start(start, value_in_a_verb):
    assert start(DB_HOST="db.example.org") == "DB_HOST=db.example.org\n"
    assert value_in_a_verb("DB_HOST") == "db.example.org"


def test_without_a_start_of_ours_the_environment_holds(value_in_a_verb):
    assert value_in_a_verb("RATE_LIMIT_API", RATE_LIMIT_API="9r/s") == "9r/s"


@pytest.fixture
def edited(tmp_path: Path) -> str:
    """A clone's .env.development, which somebody edits after the start."""
    (tmp_path / ".env.development").write_text((ROOT / ".env.development").read_text())
    os.utime(tmp_path / ".env.development", (time.time() + 60, time.time() + 60))
    return f'ROOT="{tmp_path}"; load_running_configuration; name_kept_values'


def test_who_edits_the_file_of_what_runs_is_told_which_values_stay(start, library, edited):
    start(RATE_LIMIT_AUTH="77r/s", LOG_LEVEL="INFO")
    assert library(edited).stdout == (
        "RATE_LIMIT_AUTH keeps the value given at the start; scripts/start.sh takes the file's.\n"
    )


def test_nobody_is_told_so_while_the_file_is_as_it_was(start, library):
    start(RATE_LIMIT_AUTH="77r/s")
    assert library("load_running_configuration; name_kept_values").stdout == ""


def test_other_verbs_find_the_ports_in_a_new_shell(library, start):
    start()
    noted = "PORT_OFFSET=1000\nGATEWAY_PORT=9080\nPOSTGRES_PORT=1\nREDIS_PORT=2\n"
    finished = library(
        f'printf "{noted}" >"$RUN_DIR/ports.env"; load_native_platform; service_port user-service'
    )
    assert finished.stdout == "9007\n"


def test_a_start_without_an_offset_takes_the_usual_ports_whatever_the_last_one_had(library, start):
    start()
    finished = library(
        'echo PORT_OFFSET=1000 >"$RUN_DIR/ports.env"; require_valid_ports; service_port user-service'
    )
    assert finished.stdout == "8007\n"


@pytest.mark.parametrize("offset", ["-1", "1e3", "007", "50000"])
def test_an_offset_that_cannot_be_is_refused(script, run_folder, offset):
    finished = script("start", PORT_OFFSET=offset)
    assert finished.returncode == 1
    assert finished.stderr == f"PORT_OFFSET must be a number from 0 to 49000, not '{offset}'.\n"
    assert not (run_folder / "ports.env").exists()


@pytest.mark.parametrize("port", ["0", "http", "70000"])
def test_a_gateway_port_that_cannot_be_is_refused(script, run_folder, port):
    finished = script("start", GATEWAY_PORT=port)
    assert finished.returncode == 1
    assert finished.stderr == f"GATEWAY_PORT must be a number from 1 to 65535, not '{port}'.\n"
    assert not (run_folder / "ports.env").exists()
