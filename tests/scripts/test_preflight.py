"""What would make a start fail is found before anything is changed, and said in one sentence."""

import fcntl
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", free_port()))
        listener.listen()
        yield listener.getsockname()[1]


def free_port() -> int:
    """One that some PORT_OFFSET reaches; the kernel's own choice may lie above."""
    for port in range(30000, 40000):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("Ten thousand ports are used.")


def is_one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith(".\n")


def test_a_used_service_port_is_named_with_its_holder(script, run_folder, taken_port):
    finished = script("start", PORT_OFFSET=str(taken_port - 8005))
    assert finished.returncode == 1
    assert is_one_sentence(finished.stderr)
    assert f"Port {taken_port}, which appointment-service needs, is used by python" in finished.stderr
    assert not (run_folder / "ports.env").exists()


def test_a_used_gateway_port_that_was_asked_for_is_an_error(script, run_folder, taken_port):
    finished = script("start", PORT_OFFSET="20000", GATEWAY_PORT=str(taken_port))
    assert finished.returncode == 1
    assert is_one_sentence(finished.stderr)
    assert f"The gateway cannot start: port {taken_port} is used by python" in finished.stderr
    assert not (run_folder / "ports.env").exists()


def test_port_80_gives_way_to_8080_aloud(library):
    finished = library(
        """
        gateway_port_obstacle() { [[ $1 != 80 ]] || echo "port 80 is used by apache2 (process 7)"; }
        PORT_OFFSET=0 CONFIGURATION[GATEWAY_PORT]=80
        choose_gateway_port
        echo "$GATEWAY_PORT"
        """
    )
    assert finished.stdout == "The gateway takes port 8080: port 80 is used by apache2 (process 7).\n8080\n"


def test_a_low_port_needs_the_right_to_bind_it(library, as_nobody):
    finished = library("may_bind 79 || echo refused; may_bind 8080 && echo allowed", *as_nobody)
    low = int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text()) > 79
    assert finished.stdout == ("refused\nallowed\n" if low else "allowed\n")


def test_a_folder_without_rights_is_named(script, as_nobody, library):
    finished = library("require_run_folder", *as_nobody, SERVEASE_RUN_DIR="/usr/servease/run")
    assert finished.returncode == 1
    assert is_one_sentence(finished.stderr)
    assert "/usr is not writable for this user" in finished.stderr


def test_a_full_disk_is_named(library):
    finished = library("LEAST_FREE_MEGABYTES=999999999; require_run_folder")
    assert finished.returncode == 1
    assert is_one_sentence(finished.stderr)
    assert "MB free; the platform needs 999999999 MB." in finished.stderr


def test_packages_that_may_not_be_installed_are_named_with_the_command(library, as_nobody):
    finished = library('ensure_packages "no-such-program  no-such-package"', *as_nobody)
    assert finished.returncode == 1
    assert finished.stderr == (
        "These Debian packages are missing; please run: "
        "sudo apt-get install -y --no-install-recommends no-such-package\n"
    )


def test_the_data_of_one_environment_is_not_started_as_the_other(script, run_folder):
    run_folder.mkdir()
    (run_folder / "environment").write_text("development\n")
    finished = script("start", "production")
    assert finished.returncode == 1
    assert is_one_sentence(finished.stderr)
    assert f"{run_folder} holds the data of development" in finished.stderr


def test_a_second_start_at_the_same_time_is_refused(script, run_folder):
    run_folder.mkdir()
    with (run_folder / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        finished = script("start", PORT_OFFSET="20000")
    assert finished.returncode == 1
    assert finished.stderr == f"Another start of the platform in {run_folder} is under way.\n"
