"""One request can be followed through all services, also where news of it went by events."""

import time
import uuid

import pytest
from platform_client import SECONDS_TO_WAIT, Person
from platform_processes import PlatformProcesses

ON_THE_WAY = {"gateway", "appointment-service", "vehicleandproject-service", "notification-service"}


@pytest.mark.shows("GW09")
def test_a_check_in_is_found_in_the_logs_of_every_service_that_it_reached(
    platform: PlatformProcesses, chief: Person, appointment: dict
) -> None:
    path = f"appointments/{appointment['id']}/"
    chief.post(f"{path}confirm/")
    request_id = uuid.uuid4().hex

    answer = chief.request(
        "POST",
        f"{path}check-in/",
        json={"override_reason": "The customer came early."},
        headers={"X-Request-ID": request_id},
    )

    assert (answer.status_code, answer.headers["X-Request-ID"]) == (200, request_id)
    lines = lines_of(platform, request_id)
    assert {line["request_id"] for line in lines} == {request_id}
    handled = {(line["service"], line["event_name"]) for line in lines if "event_name" in line}
    assert {
        ("vehicleandproject-service", "appointment.checked_in.v1"),
        ("notification-service", "appointment.checked_in.v1"),
        ("appointment-service", "project.created.v1"),
    } <= handled
    (request,) = [
        line for line in lines if line["service"] == "appointment-service" and line["event"] == "request"
    ]
    assert (request["account_id"], request["status"], request["method"]) == (chief.id, 200, "POST")
    assert {"route", "milliseconds", "queries", "outbound_calls"} <= set(request)


def lines_of(platform: PlatformProcesses, request_id: str) -> list[dict]:
    """The lines, once the last of the services has written its own."""
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while True:
        lines = platform.log_lines(request_id)
        published = {line.get("event_name") for line in lines if line["service"] == "appointment-service"}
        if {line["service"] for line in lines} >= ON_THE_WAY and "project.created.v1" in published:
            return lines
        assert time.monotonic() < deadline, f"Only these were written: {lines}"
        time.sleep(0.2)
