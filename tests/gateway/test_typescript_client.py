"""A frontend can take its types from the merged schema: a client compiles, and its mistakes do not."""

import os
import subprocess

import pytest
from services import ROOT

PROJECT = ROOT / "tests/typescript"


# A linter that is asked to lint asks nobody whether there is a newer one.
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def npm(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["npm", *arguments], cwd=PROJECT, env=os.environ | QUIET, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module", autouse=True)
def types() -> str:
    """The types, generated anew, with the locked versions of all that it takes."""
    installed = PROJECT / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < (PROJECT / "package-lock.json").stat().st_mtime:
        install = npm("ci", "--no-audit", "--no-fund", "--ignore-scripts")
        assert install.returncode == 0, install.stderr
        installed.touch()
    generate = npm("run", "generate")
    assert generate.returncode == 0, generate.stderr
    return (PROJECT / "generated/schema.d.ts").read_text()


@pytest.mark.shows("SD20")
def test_every_address_has_a_type(types):
    for route in ("auth/login", "users/me", "customers/me", "vehicles", "projects", "appointments"):
        assert f'"/api/v1/{route}/": {{' in types


@pytest.mark.shows("SD20")
def test_a_typed_client_compiles_and_mistakes_do_not():
    check = npm("run", "check")

    assert check.returncode == 0, check.stdout


@pytest.mark.shows("SD20")
@pytest.mark.parametrize("linter", ["redocly", "spectral"])
def test_linters_of_schemas_find_nothing(linter):
    lint = npm("run", linter)

    assert lint.returncode == 0, lint.stdout + lint.stderr
