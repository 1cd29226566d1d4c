"""A start of what runs applies what has changed since, and touches no other process."""

import re

import pytest
import requests
from platform_processes import restarted

UP_TO_DATE = "Everything is up to date; nothing was restarted."


def policy(gateway: str) -> str:
    """What the gateway says it holds clients to, when it refuses one."""
    for _ in range(100):
        answer = requests.get(f"{gateway}/api/v1/auth/login/", timeout=60)
        if answer.status_code == 429:
            return answer.headers["RateLimit-Policy"]
    raise AssertionError("A hundred requests at once are within the rate.")


@pytest.mark.shows("SD10")
def test_where_nothing_has_changed_no_process_is_touched(script, processes):
    before = processes()
    finished = script("start")
    assert finished.returncode == 0, finished.stderr
    assert "ServEase is already running; applying what has changed." in finished.stdout
    assert UP_TO_DATE in finished.stdout
    assert re.search(r"memory +\d+ MiB \(web \d+, events \d+, .*\bservice \d+, ", finished.stdout)
    assert "Restarting" not in finished.stdout
    assert "Reloading" not in finished.stdout
    assert restarted(before, processes()) == set()


def test_a_rate_that_is_given_now_holds_now_and_no_service_is_restarted(script, processes, gateway, put_back):
    before = processes()
    finished = script("start", RATE_LIMIT_AUTH="1r/m")
    assert finished.returncode == 0, finished.stderr
    assert "Reloading the gateway" in finished.stdout
    assert "Restarting" not in finished.stdout
    assert policy(gateway).startswith('"authentication";q=1;w=60')
    assert restarted(before, processes()) == set()


def test_a_value_restarts_whom_it_concerns(script, processes, run_folder, put_back):
    before = processes()
    finished = script("start", OPENAI_MODEL="another-model")
    assert finished.returncode == 0, finished.stderr
    assert "Restarting chatbot-service " in finished.stdout
    assert restarted(before, processes()) == {"chatbot-service-web-1"}
    assert "OPENAI_MODEL=another-model\n" in (run_folder / "services/chatbot-service.env").read_text()
    assert "OPENAI_MODEL=another-model\n" in (run_folder / "overrides.env").read_text()
    assert UP_TO_DATE in script("start", OPENAI_MODEL="another-model").stdout


def test_a_password_of_a_database_reaches_role_and_service(script, processes, gateway, put_back):
    before = processes()
    finished = script("start", USER_DB_PASSWORD="another-password")
    assert finished.returncode == 0, finished.stderr
    assert restarted(before, processes()) == {"user-service-web-1"}
    assert requests.get(f"{gateway}/health/services", timeout=60).status_code == 200


def test_a_process_that_was_stopped_runs_again(script, process_of, platform):
    platform._supervisor("stop", "appointment-service-web-1")
    finished = script("start")
    assert finished.returncode == 0, finished.stderr
    assert process_of("appointment-service-worker") != 0


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
    finished = script("manage", "status", "user-service", PORT_OFFSET="")
    assert finished.returncode == 0, finished.stderr
    assert " 18007 " in finished.stdout
