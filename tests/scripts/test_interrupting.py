"""Rule: who interrupts a script finds no process of it afterwards, and no lock held."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import environment
from project import ROOT

CONTROL_C = b"\x03"
PORTS = {"PORT_OFFSET": "14000"}


def interrupted(program: list[str], run_folder: Path, at: str) -> tuple[int, str]:
    """Run a program in a terminal, press Ctrl-C when it has shown `at`: its exit status and output."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(program[0], program, environment(run_folder, **PORTS))
    shown, pressed, deadline = "", False, time.monotonic() + 60
    while time.monotonic() < deadline and select.select([terminal], [], [], 60)[0]:
        try:
            more = os.read(terminal, 4096)
        except OSError:  # the last process has let go of the terminal
            break
        shown += more.decode(errors="replace")
        if at in shown and not pressed:
            os.write(terminal, CONTROL_C)
            pressed = True
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    assert pressed, shown
    return os.waitstatus_to_exitcode(status), shown


def processes_of(run_folder: Path) -> list[str]:
    """All that were begun for this run folder, whoever their parent is now."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            named = str(run_folder).encode() in (folder / "environ").read_bytes()
            if named and (folder / "cmdline").read_bytes() and int(folder.name) != os.getpid():
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


@pytest.fixture
def start(run_folder: Path, script) -> Iterator[Callable[[str], tuple[int, str]]]:
    yield lambda at: interrupted([str(ROOT / "scripts/start.sh")], run_folder, at)
    assert script("manage", "cleanup", "--data", "--yes").returncode == 0


@pytest.mark.parametrize("at", ["Preparing PostgreSQL", "Migrating"])
def test_an_interrupted_start_leaves_no_process_and_no_lock(start, run_folder, at):
    status, shown = start(at)
    assert status == 130, shown
    assert "Interrupted; ending what was begun." in shown
    assert processes_of(run_folder) == []
    lock = subprocess.run(["flock", "--nonblock", run_folder / "change.lock", "true"], check=False)
    assert lock.returncode == 0


def test_the_dots_of_a_step_end_with_the_script_even_if_it_is_killed(library, run_folder):
    killed = library("step \"Something long\" eval 'kill -9 $$; pause 0.1'")
    assert killed.returncode == -9
    deadline = time.monotonic() + 5
    while processes_of(run_folder) and time.monotonic() < deadline:
        select.select([], [], [], 0.05)
    assert processes_of(run_folder) == []
