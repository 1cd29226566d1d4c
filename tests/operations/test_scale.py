"""More replicas of a service take load at once, and fewer lose no request."""

import threading
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import requests
from platform_answers import instances

SLOTS = "/api/v1/appointments/slots/"


def test_three_replicas_answer_and_then_one(script, gateway):
    grown = script("manage", "scale", "appointment-service", "3")
    assert grown.returncode == 0, grown.stderr
    assert instances(gateway, SLOTS, 30) == {f"appointment-service-{number}" for number in (1, 2, 3)}
    assert script("manage", "scale", "appointment-service").stdout == "3\n"

    finished = Event()

    def ask_meanwhile() -> list[int]:
        statuses = []
        while not finished.wait(0.05):
            statuses.append(requests.get(f"{gateway}{SLOTS}", timeout=10).status_code)
        return statuses

    with ThreadPoolExecutor() as pool:
        asking = pool.submit(ask_meanwhile)
        shrunk = script("manage", "scale", "appointment-service", "1")
        finished.set()
    assert shrunk.returncode == 0, shrunk.stderr
    assert {status for status in asking.result() if status >= 500} == set()
    assert instances(gateway, SLOTS, 10) == {"appointment-service-1"}


def test_replicas_restart_one_after_the_other_and_no_request_fails(script, gateway):
    assert script("manage", "scale", "appointment-service", "3").returncode == 0
    answers: list[int] = []
    over = threading.Event()

    def ask() -> None:
        while not over.wait(1 / 20):
            answers.append(requests.get(f"{gateway}/api/v1/appointments/", timeout=10).status_code)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        restarted = script("manage", "restart", "appointment-service")
    finally:
        over.set()
        asking.join()
        assert script("manage", "scale", "appointment-service", "1").returncode == 0
    assert restarted.returncode == 0, restarted.stderr
    assert len(answers) > 20
    assert set(answers) == {401}
