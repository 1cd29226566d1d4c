"""Whatever is killed is started again, and a start of what runs changes nothing."""

import os
import signal

import pytest
import requests
from platform_answers import until


def ready(gateway: str) -> bool:
    try:
        return requests.get(f"{gateway}/health/services", timeout=10).status_code == 200
    except requests.ConnectionError:
        return False


@pytest.mark.parametrize(
    "program", ["user-service-web-1", "user-service-events", "appointment-service-worker", "gateway"]
)
def test_a_killed_process_is_started_again(script, process_of, gateway, program):
    killed = process_of(program)
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: process_of(program) not in (0, killed))
    assert until(lambda: ready(gateway))
    assert until(lambda: script("manage", "status").returncode == 0)


def test_starting_again_says_that_it_runs_and_leaves_it_alone(script, process_of):
    before = process_of("user-service-web-1")
    finished = script("start")
    assert finished.returncode == 0, finished.stderr
    assert "ServEase is already running; checking that everything answers." in finished.stdout
    assert process_of("user-service-web-1") == before


def test_the_other_environment_is_refused_while_one_runs(script):
    finished = script("start", "production")
    assert finished.returncode == 1
    assert "is already running" in finished.stderr


def test_a_restart_ends_the_old_process_and_waits_for_the_new(script, process_of, gateway):
    before = process_of("user-service-web-1")
    finished = script("manage", "restart", "user-service")
    assert finished.returncode == 0, finished.stderr
    assert process_of("user-service-web-1") not in (0, before)
    assert ready(gateway)
