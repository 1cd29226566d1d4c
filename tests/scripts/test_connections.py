"""Replicas that PostgreSQL has no connections for are refused before anything is started."""

import re

import pytest
from services import ROOT, SERVICES

SCALE = """
require_{runtime}() {{ RUN={runtime}; }}
{check}() {{ load_configuration development; CONFIGURATION[WEB_WORKERS]=2; }}
add_replicas() {{ echo started; }}
scale_containers() {{ echo started; }}
require_free_replica_ports() {{ :; }}
{runtime}_scale appointment-service {number}
"""


def scaled(library, runtime: str, number: int):
    check = "require_running" if runtime == "native" else "require_containers"
    return library(SCALE.format(runtime=runtime, check=check, number=number))


@pytest.fixture
def free(library) -> int:
    """The connections that PostgreSQL has for the services."""
    return int(library('echo "$MOST_CONNECTIONS"').stdout) - 3


def needed(replicas: int) -> int:
    """Two workers of seven connections each, six of each service's events, and four of each that has jobs."""
    with_jobs = sum(1 for _ in ROOT.glob("*-service/*/celery.py"))
    return 2 * 7 * (len(SERVICES) - 1 + replicas) + 6 * len(SERVICES) + 4 * with_jobs


@pytest.mark.parametrize("runtime", ["native", "containers"])
def test_replicas_beyond_the_connections_are_refused_with_the_numbers(library, runtime, run_folder, free):
    too_many = next(number for number in range(1, 10) if needed(number) > free)
    refused = scaled(library, runtime, too_many)
    assert refused.returncode == 1
    assert refused.stderr == (
        f"With {too_many} replicas of appointment-service all processes may need {needed(too_many)} "
        f"connections, and PostgreSQL has {free} for them; fewer replicas, or a lower WEB_WORKERS or "
        "WEB_THREADS, would do.\n"
    )
    assert not (run_folder / "replicas/appointment-service").exists()


@pytest.mark.parametrize("runtime", ["native", "containers"])
def test_three_replicas_of_one_service_have_them_in_production(library, runtime):
    assert scaled(library, runtime, 3).stderr == ""


def test_postgres_in_its_container_has_as_many(library):
    compose = (ROOT / "docker-compose.yml").read_text()
    assert library('echo "$MOST_CONNECTIONS"').stdout.split() == re.findall(r"max_connections=(\d+)", compose)
