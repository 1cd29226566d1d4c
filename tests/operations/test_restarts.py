"""Whatever is killed is started again, and a restart waits for the new."""

import os
import signal

import pytest
import requests
from families import member_of
from platform_answers import until


def ready(gateway: str) -> bool:
    try:
        return requests.get(f"{gateway}/health/services", timeout=60).status_code == 200
    except requests.RequestException:
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


def test_a_killed_web_master_is_started_again_beside_its_events_process(process_of, gateway):
    service, events = process_of("user-service-web-1"), process_of("user-service-events")
    killed = member_of(service, "web")
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: member_of(service, "web") not in (0, killed))
    assert until(lambda: ready(gateway))
    assert (process_of("user-service-web-1"), process_of("user-service-events")) == (service, events)


def test_a_restart_ends_the_old_process_and_waits_for_the_new(script, process_of, gateway):
    before = process_of("user-service-web-1")
    finished = script("manage", "restart", "user-service")
    assert finished.returncode == 0, finished.stderr
    assert process_of("user-service-web-1") not in (0, before)
    assert ready(gateway)
