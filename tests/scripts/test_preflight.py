"""What would make a start fail is found before anything is changed, and said in one sentence."""

import fcntl
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from services import ROOT


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


def test_a_small_machine_is_named_and_started_on(library):
    finished = library("free_memory_megabytes() { echo 900; }; nproc() { echo 1; }; name_small_machine")
    assert finished.returncode == 0
    assert finished.stdout == (
        "Only 900 MB of memory are free; the platform takes about 1000 MB, in containers 1500, "
        "and does well with 2000.\n"
        "This machine has one core; the platform does well with two.\n"
    )


def test_data_of_another_major_version_of_postgres_is_named(library, run_folder):
    (run_folder / "postgres").mkdir(parents=True)
    (run_folder / "postgres/PG_VERSION").write_text("14\n")
    finished = library("DATA_DIR=$RUN_DIR; ensure_postgres")
    assert finished.returncode == 1
    assert is_one_sentence(finished.stderr)
    assert "postgres was made by PostgreSQL 14, and this is 15" in finished.stderr


def test_no_package_is_named_twice(library):
    named = library('printf "%s\\n" "$RUNTIME_PACKAGES$TEST_PACKAGES"').stdout.split("\n")
    packages = [line.split()[1] for line in named if line.strip()]
    assert len(packages) == len(set(packages)) == 13


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


@pytest.mark.parametrize(
    "second",
    ["start", "stop", "manage restart", "manage migrate", "manage cleanup", "manage scale user-service 2"],
)
def test_two_scripts_at_once_do_not_change_a_platform(script, run_folder, second):
    run_folder.mkdir()
    with (run_folder / "change.lock").open("w") as lock:
        lock.write("scripts/start.sh (process 7)\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        finished = script(*second.split(), PORT_OFFSET="20000")
    assert finished.returncode == 1
    assert finished.stderr == (
        f"scripts/start.sh (process 7) is changing the platform in {run_folder}; wait for it, or end it.\n"
    )


def test_looking_at_a_platform_waits_for_nobody(script, run_folder):
    run_folder.mkdir()
    with (run_folder / "change.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "is not running" in script("manage", "status").stderr
        assert "is not running" in script("manage", "scale").stderr


UNFIT = {" ": "a space", "\t": "a tab", "\n": "a line break"} | {
    character: f"the character {character}" for character in "\"$%';=:*?[]{}\\`"
}


@pytest.mark.parametrize("character", UNFIT)
def test_a_run_folder_that_the_servers_cannot_take_is_refused_by_its_character(script, run_folder, character):
    folder = f"{run_folder}{character}run"
    finished = script("start", SERVEASE_RUN_DIR=folder)
    assert finished.returncode == 1
    assert is_one_sentence(finished.stderr)
    assert f"has {UNFIT[character]} in it" in finished.stderr
    assert not Path(folder).exists()


@pytest.mark.parametrize("name", ["start", "setup-dev", "test"])
def test_a_clone_in_a_folder_that_they_cannot_take_is_refused(tmp_path, name):
    clone = tmp_path / "work shop"
    (clone / "tests").mkdir(parents=True)
    for folder in ("scripts", "deploy"):
        shutil.copytree(ROOT / folder, clone / folder, ignore=shutil.ignore_patterns("__pycache__"))
    finished = subprocess.run([clone / f"scripts/{name}.sh"], capture_output=True, text=True, timeout=300)
    assert finished.returncode == 1
    assert is_one_sentence(finished.stderr)
    assert f"The path '{clone}" in finished.stderr
    assert "has a space in it" in finished.stderr
    assert not (clone / ".run").exists()
