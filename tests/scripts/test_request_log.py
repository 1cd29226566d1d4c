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


def test_what_was_rotated_away_is_found_and_shown_in_its_place(script, run_folder):
    lines = [line(second, "one", "user-service") for second in (1, 2, 3)]
    for suffix, text in zip([".log.2", ".log.1", ".log"], lines, strict=True):
        write(run_folder, "user-service-web-1", text)
        (run_folder / "logs/user-service-web-1.log").rename(run_folder / f"logs/user-service-web-1{suffix}")
    assert script("manage", "logs", "--request", "one").stdout.splitlines() == lines
    assert script("manage", "logs", "user-service").stdout.splitlines() == lines


def test_the_stores_and_the_gateways_own_lines_have_their_place(script, run_folder):
    written = {
        "postgres": "2026-11-23 10:00:02.000 UTC [7] LOG:  database system is ready to accept connections",
        "redis": "7:M 23 Nov 2026 10:00:01.000 * Ready to accept connections tcp",
        "gateway": '{"timestamp":"2026-11-23T10:00:03+00:00","service":"gateway","request_id":"one"}',
    }
    for name, text in written.items():
        write(run_folder, name, text)
    in_order = [written[name] for name in ("redis", "postgres", "gateway")]
    assert script("manage", "logs").stdout.splitlines() == in_order
    for name, text in written.items():
        assert script("manage", "logs", name).stdout.splitlines() == [text]


def test_a_log_of_steps_that_has_grown_makes_room(library, run_folder):
    (run_folder / "logs").mkdir(parents=True)
    (run_folder / "logs/steps.log").write_bytes(b"x" * 6_000_000)
    assert library('step "Short" true').returncode == 0
    assert (run_folder / "logs/steps.log").stat().st_size < 100
    assert (run_folder / "logs/steps.log.1").stat().st_size == 6_000_000
