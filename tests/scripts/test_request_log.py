"""One request's way through the services, out of logs that many requests share."""

import json


def line(second: float, request: str, service: str) -> str:
    return json.dumps(
        {
            "event": "request",
            "service": service,
            "request_id": request,
            "timestamp": f"2026-11-23T10:00:{second:09.6f}Z",
        }
    )


def write(run_folder, name: str, *lines: str) -> None:
    (run_folder / "logs").mkdir(parents=True, exist_ok=True)
    (run_folder / "logs" / f"{name}.log").write_text("".join(f"{text}\n" for text in lines))


def test_a_request_is_followed_in_the_order_of_time(script, run_folder):
    last, first, middle = (
        line(3.5, "one", "notification-service"),
        line(1, "one", "gateway"),
        line(2, "one", "user-service"),
    )
    write(run_folder, "notification-service-events", last)
    write(run_folder, "user-service-web-1", line(1.5, "two", "user-service"), middle)
    write(run_folder, "gateway", first)
    finished = script("manage", "logs", "--request", "one")
    assert finished.returncode == 0
    assert finished.stdout.splitlines() == [first, middle, last]


def test_the_gateways_own_way_of_writing_the_time_is_understood(script, run_folder):
    gateway = '{"timestamp":"2026-11-23T10:00:02+00:00","service":"gateway","request_id":"one"}'
    write(run_folder, "gateway", gateway)
    write(
        run_folder, "user-service-web-1", line(1.9, "one", "user-service"), line(2.1, "one", "user-service")
    )
    services = [
        json.loads(text)["service"]
        for text in script("manage", "logs", "--request", "one").stdout.splitlines()
    ]
    assert services == ["user-service", "gateway", "user-service"]


def test_of_one_service_only_its_own_lines_are_shown(script, run_folder):
    write(run_folder, "user-service-web-1", line(1, "one", "user-service"))
    write(run_folder, "customer-service-web-1", line(2, "one", "customer-service"))
    shown = script("manage", "logs", "user-service").stdout
    assert "user-service" in shown
    assert "customer-service" not in shown


def test_a_traceback_stays_with_the_line_before_it(script, run_folder):
    write(
        run_folder, "user-service-web-1", line(1, "one", "user-service"), "Traceback (most recent call last):"
    )
    write(run_folder, "customer-service-web-1", line(2, "two", "customer-service"))
    shown = script("manage", "logs").stdout.splitlines()
    assert shown.index("Traceback (most recent call last):") == 1


def test_an_id_that_no_line_carries_is_said(script, run_folder):
    write(run_folder, "user-service-web-1", line(1, "one", "user-service"))
    finished = script("manage", "logs", "--request", "none")
    assert finished.returncode == 1
    assert finished.stderr == "No line of the logs carries the request id none.\n"
