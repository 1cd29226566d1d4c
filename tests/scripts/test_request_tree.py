"""At a terminal the lines of a request are a tree: who asked whom, and who heard of it."""

import json
import subprocess
import sys

import pytest
from script_environment import environment
from services import ROOT
from terminal import shown_at_a_terminal

CHECK_IN = "/api/v1/appointments/01a2249b-65b9-73d0-aab6-2af38935c7a8/check-in/"


def at(second: float, service: str, milliseconds: float, **more: object) -> dict:
    """A line that was written when what it tells of was over."""
    return {
        "timestamp": f"2026-11-29T00:01:{second:09.6f}Z",
        "service": service,
        "milliseconds": milliseconds,
        "request_id": "one",
        **more,
    }


def request(second: float, service: str, milliseconds: float, path: str, **more: object) -> dict:
    return at(second, service, milliseconds, event="request", method="POST", path=path, status=200, **more)


def handled(second: float, service: str, milliseconds: float, name: str, **more: object) -> dict:
    return at(second, service, milliseconds, event="event", event_name=name, **{"outcome": "handled", **more})


GATEWAY = {**request(33, "gateway", 60, CHECK_IN), "timestamp": "2026-11-29T00:01:33+00:00"}
WAY = [
    GATEWAY,
    request(33.060, "appointment-service", 58, CHECK_IN, queries=24, outbound_calls=["POST user-service"]),
    request(33.030, "user-service", 9, "/api/v1/users/internal/", queries=1, outbound_calls=[]),
    handled(33.090, "vehicleandproject-service", 20, "appointment.checked_in.v1"),
    handled(33.120, "appointment-service", 3, "project.created.v1"),
]


def shown(lines: list[dict]) -> list[str]:
    program = [sys.executable, ROOT / "scripts/request_tree.py"]
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    return subprocess.run(program, input=text, capture_output=True, text=True, check=True).stdout.splitlines()


def depths(lines: list[str]) -> list[tuple[int, str]]:
    """How far in each service stands."""
    columns = [line.removeprefix(line[:14]) for line in lines]
    return [((len(text) - len(text.lstrip())) // 2, text.split()[0]) for text in columns]


@pytest.mark.parametrize("order", [1, -1])
def test_who_asked_whom_and_who_heard_of_it(order):
    assert depths(shown(WAY[::order])) == [
        (0, "gateway"),
        (1, "appointment-service"),
        (2, "user-service"),
        (2, "vehicleandproject-service"),
        (3, "appointment-service"),
    ]


def test_a_row_has_when_it_began_what_came_of_it_and_what_it_cost():
    row = shown(WAY)[1]
    assert row.split() == [
        "00:01:33.002",
        "appointment-service",
        "200",
        "58.0",
        "ms",
        "24",
        "queries",
        "POST",
        CHECK_IN,
    ]


def test_what_a_handler_of_an_event_asked_hangs_below_it():
    asked = request(33.085, "user-service", 2, "/api/v1/users/", outbound_calls=[])
    assert depths(shown([*WAY[:2], WAY[3], asked]))[-2:] == [
        (2, "vehicleandproject-service"),
        (3, "user-service"),
    ]


def test_what_went_wrong_stands_below_its_row():
    failed = handled(33.090, "vehicleandproject-service", 20, "appointment.checked_in.v1", error="No bay.")
    lines = shown([*WAY[:2], {**failed, "outcome": "failed"}])
    assert "failed" in lines[-2]
    assert lines[-1].strip() == "No bay."


def test_lines_that_are_cut_off_are_passed_over():
    program = [sys.executable, ROOT / "scripts/request_tree.py"]
    text = f'{{"request_id":"one", "times\n{json.dumps(GATEWAY)}\n'
    done = subprocess.run(program, input=text, capture_output=True, text=True, check=True)
    assert depths(done.stdout.splitlines()) == [(0, "gateway")]


def test_a_terminal_gets_the_tree_and_a_program_the_lines(script, run_folder):
    (run_folder / "logs").mkdir(parents=True)
    (run_folder / "logs/gateway.log").write_text(json.dumps(GATEWAY) + "\n")
    command = [str(ROOT / "scripts/manage.sh"), "logs", "--request", "one"]

    assert json.loads(script("manage", "logs", "--request", "one").stdout) == GATEWAY
    at_a_terminal = shown_at_a_terminal(command, environment(run_folder))
    assert at_a_terminal.startswith("00:01:3")
    assert "{" not in at_a_terminal
    assert f"POST {CHECK_IN}" in at_a_terminal


def test_an_id_that_nobody_carries_is_said_at_a_terminal_too(run_folder):
    (run_folder / "logs").mkdir(parents=True)
    (run_folder / "logs/gateway.log").write_text(json.dumps(GATEWAY) + "\n")
    command = [str(ROOT / "scripts/manage.sh"), "logs", "--request", "none"]
    assert shown_at_a_terminal(command, environment(run_folder)) == (
        "No line of the logs carries the request id none.\n"
    )


def test_what_a_client_wrote_into_its_address_moves_no_cursor_and_begins_no_line():
    [line] = shown([request(33, "gateway", 1, "/\x1b]0;mine\x07\nFAKE \u202e")])
    assert line.endswith(r"POST /\x1b]0;mine\x07\nFAKE \u202e")
