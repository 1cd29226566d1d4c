"""Rule: who interrupts a script finds no process of it afterwards, and no lock held."""

import select
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from leftover_processes import processes_of
from script_environment import environment
from services import ROOT
from terminal import interrupted

PORTS = {"PORT_OFFSET": "14000"}


@pytest.fixture
def start(run_folder: Path, script) -> Iterator[Callable[[str], tuple[int, str]]]:
    yield lambda at: interrupted([str(ROOT / "scripts/start.sh")], environment(run_folder, **PORTS), at)
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
    deadline = time.monotonic() + 60
    while processes_of(run_folder) and time.monotonic() < deadline:
        select.select([], [], [], 0.05)
    assert processes_of(run_folder) == []
