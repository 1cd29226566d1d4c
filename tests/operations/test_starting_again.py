"""A start of what runs applies what has changed since, and touches no other process."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).parents[2]
WEB = [f"{folder.name}-web-1" for folder in ROOT.glob("*-service")]
UP_TO_DATE = "Everything is up to date; nothing was restarted."


@pytest.fixture
def processes(process_of) -> Callable[[], dict[str, int]]:
    """Who answers and who keeps the data."""
    return lambda: {program: process_of(program) for program in [*WEB, "gateway", "postgres", "redis"]}


@pytest.fixture
def put_back(script) -> Iterator[None]:
    """The platform as it was, by the same verb."""
    yield
    finished = script("start")
    assert finished.returncode == 0, finished.stderr


def restarted(before: dict[str, int], after: dict[str, int]) -> set[str]:
    assert 0 not in after.values()
    return {program for program in before if before[program] != after[program]}


def policy(gateway: str) -> str:
    return requests.get(f"{gateway}/api/v1/auth/login/", timeout=10).headers["RateLimit-Policy"]


def test_where_nothing_has_changed_no_process_is_touched(script, processes):
    before = processes()
    finished = script("start")
    assert finished.returncode == 0, finished.stderr
    assert "ServEase is already running; applying what has changed." in finished.stdout
    assert UP_TO_DATE in finished.stdout
    assert "Restarting" not in finished.stdout
    assert "Reloading" not in finished.stdout
    assert restarted(before, processes()) == set()


def test_a_rate_that_is_given_now_holds_now_and_no_service_is_restarted(script, processes, gateway, put_back):
    before = processes()
    finished = script("start", RATE_LIMIT_AUTH="77r/s")
    assert finished.returncode == 0, finished.stderr
    assert "Reloading the gateway" in finished.stdout
    assert "Restarting" not in finished.stdout
    assert '"authentication";q=77;w=1' in policy(gateway)
    assert restarted(before, processes()) == set()


def test_a_value_of_the_services_restarts_them_and_no_store(script, processes, run_folder, put_back):
    before = processes()
    finished = script("start", LOG_LEVEL="WARNING")
    assert finished.returncode == 0, finished.stderr
    assert "Restarting all services" in finished.stdout
    assert restarted(before, processes()) == set(WEB)
    assert "LOG_LEVEL=WARNING\n" in (run_folder / "services/user-service.env").read_text()
    assert "LOG_LEVEL=WARNING\n" in (run_folder / "overrides.env").read_text()
    assert UP_TO_DATE in script("start", LOG_LEVEL="WARNING").stdout


def test_code_that_has_changed_restarts_its_service_alone(script, processes, put_back):
    before = processes()
    changed = ROOT / "user-service/user_service/__init__.py"
    text = changed.read_text()
    changed.write_text(text + "# changed\n")
    try:
        finished = script("start")
        assert finished.returncode == 0, finished.stderr
        assert "Restarting user-service " in finished.stdout
        assert restarted(before, processes()) == {"user-service-web-1"}
    finally:
        changed.write_text(text)


def test_a_password_of_a_database_reaches_role_and_service(script, processes, gateway, put_back):
    before = processes()
    finished = script("start", USER_DB_PASSWORD="another-password")
    assert finished.returncode == 0, finished.stderr
    assert restarted(before, processes()) == {"user-service-web-1"}
    assert requests.get(f"{gateway}/health/services", timeout=10).status_code == 200


def test_a_process_that_was_stopped_runs_again(script, process_of, platform):
    platform._supervisor("stop", "user-service-events")
    finished = script("start")
    assert finished.returncode == 0, finished.stderr
    assert process_of("user-service-events") != 0


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT_OFFSET", "9000", "ServEase runs with PORT_OFFSET=10000, and this start says 9000; "),
        ("GATEWAY_PORT", "18081", "ServEase runs with GATEWAY_PORT=18080, and this start says 18081; "),
        ("POSTGRES_PASSWORD", "another", "POSTGRES_PASSWORD is another than the running store has; "),
        ("REDIS_PASSWORD", "another", "REDIS_PASSWORD is another than the running store has; "),
        ("RATE_LIMIT_API", "many", "RATE_LIMIT_API must be a rate such as 50r/s, not 'many'."),
    ],
)
def test_what_it_cannot_take_is_refused_in_a_sentence_before_anything_is_changed(
    script, processes, run_folder, name, value, says
):
    before = processes()
    noted = (run_folder / "overrides.env").read_text()
    finished = script("start", **{name: value, "LOG_LEVEL": "WARNING"})
    assert finished.returncode == 1
    assert finished.stderr.startswith(says)
    assert finished.stderr.count("\n") == 1
    assert (run_folder / "overrides.env").read_text() == noted
    assert restarted(before, processes()) == set()


def test_the_other_environment_is_refused_while_one_runs(script):
    finished = script("start", "production")
    assert finished.returncode == 1
    assert "is already running" in finished.stderr


def test_a_later_verb_finds_the_platform_without_being_told_its_ports(script):
    environment = {name: value for name, value in os.environ.items() if name != "PORT_OFFSET"}
    finished = script("manage", "status", "user-service", PORT_OFFSET="", **environment)
    assert finished.returncode == 0, finished.stderr
    assert " 18007 " in finished.stdout
