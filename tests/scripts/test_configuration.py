"""One file an environment, the process environment over it, and no weak secret in production."""

import re
from itertools import pairwise

import pytest
from services import ROOT, SERVICES

SECRETS = [
    "SECRET_KEY",
    "SIGNING_SECRET",
    "POSTGRES_PASSWORD",
    "REDIS_PASSWORD",
    *(
        f"{service.removesuffix('-service').upper()}_{kind}"
        for service in SERVICES
        for kind in ("DB_PASSWORD", "CLIENT_SECRET")
    ),
]
STRONG = "0123456789abcdef"


def variables(environment: str) -> dict[str, str]:
    lines = (ROOT / f".env.{environment}").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def strong_secrets() -> dict[str, str]:
    return dict.fromkeys(SECRETS, STRONG)


@pytest.mark.shows("SD14")
@pytest.mark.parametrize("environment", ["development", "production"])
def test_every_variable_has_a_line_that_says_what_it_is(environment):
    lines = (ROOT / f".env.{environment}").read_text().splitlines()
    for before, line in pairwise(lines):
        if line and not line.startswith("#"):
            assert re.fullmatch(r"[A-Z][A-Z0-9_]*=[^'\"]*", line)
            assert before.startswith("# ")


@pytest.mark.shows("SD14")
def test_the_environments_differ_in_values_only():
    assert list(variables("development")) == list(variables("production"))


@pytest.mark.parametrize("name", SECRETS)
def test_development_secrets_show_what_they_are_and_production_ships_none(name):
    assert variables("development")[name].startswith("development-only")
    assert variables("production")[name] == ""


@pytest.mark.shows("SD14")
@pytest.mark.parametrize("name", SECRETS)
def test_production_refuses_to_start_without_a_secret(script, run_folder, name):
    finished = script("start", "production", **{**strong_secrets(), name: ""})
    assert finished.returncode == 1
    assert finished.stderr.startswith(f"{name} is not set; ")
    assert not (run_folder / "ports.env").exists()


@pytest.mark.shows("SD14")
def test_production_refuses_a_development_secret(script):
    finished = script(
        "start", "production", **{**strong_secrets(), "SECRET_KEY": "development-only-secret-key"}
    )
    assert finished.returncode == 1
    assert finished.stderr.startswith("SECRET_KEY still has its development value; ")


@pytest.mark.shows("SD14")
def test_production_refuses_a_short_secret(script):
    finished = script("start", "production", **{**strong_secrets(), "REDIS_PASSWORD": STRONG[:-1]})
    assert finished.returncode == 1
    assert finished.stderr == "REDIS_PASSWORD is shorter than 16 characters.\n"


@pytest.mark.parametrize("spelt", ["true", "True", "TRUE", "1", "yes", ""])
def test_production_is_never_started_in_debug_mode(script, run_folder, spelt):
    finished = script("start", "production", **strong_secrets(), DEBUG=spelt)
    assert finished.returncode == 1
    assert finished.stderr.startswith(f"DEBUG is {spelt.lower()}, and production never starts so")
    assert not (run_folder / "ports.env").exists()


def test_a_secret_may_come_from_a_file(library, tmp_path):
    file = tmp_path / "secret"
    file.write_text(STRONG + "\n")
    secrets = {**strong_secrets(), "SECRET_KEY": "", "SECRET_KEY_FILE": str(file)}
    finished = library('load_configuration production; echo "${CONFIGURATION[SECRET_KEY]}"', **secrets)
    assert finished.stdout == STRONG + "\n"


def test_a_secret_file_that_cannot_be_read_is_named(library):
    finished = library("load_configuration production", SECRET_KEY_FILE="/nowhere")
    assert finished.returncode == 1
    assert finished.stderr == "SECRET_KEY_FILE names /nowhere, which cannot be read.\n"


def environment_of(library, service: str) -> dict[str, str]:
    finished = library(
        f"""
        load_configuration development
        PORT_OFFSET=10000 POSTGRES_PORT=1 REDIS_PORT=2
        service_environment {service}
        """
    )
    assert finished.returncode == 0, finished.stderr
    return dict(line.split("=", 1) for line in finished.stdout.splitlines())


def test_a_service_knows_its_own_secrets_and_everybodys_address(library):
    known = environment_of(library, "user-service")
    assert known["DB_NAME"] == "user_service_db"
    assert known["CLIENT_SECRET"] == "development-only-user"
    assert known["VEHICLE_SERVICE_URL"] == "http://127.0.0.1:18004"
    assert not [
        name
        for name in known
        if name.endswith(("_DB_PASSWORD", "_CLIENT_SECRET"))
        or name in {"POSTGRES_PASSWORD", "SIGNING_SECRET"}
    ]


def test_authentication_knows_whom_it_gives_tokens(library):
    known = environment_of(library, "authentication-service")
    assert {name for name in known if name.endswith("_CLIENT_SECRET")} == {
        f"{service.removesuffix('-service').upper()}_CLIENT_SECRET" for service in SERVICES
    }
    assert known["SIGNING_SECRET"] == "development-only-signing-secret"
    assert not [name for name in known if name.endswith("_DB_PASSWORD")]
