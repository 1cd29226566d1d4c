"""Rule: of a service's processes the one that dies is started again, and none outlives the first."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys, threading, time
from pathlib import Path
from chassis import family

folder = Path(sys.argv[1])

def note(name, text):
    with (folder / name).open("a") as file:
        file.write(f"{text}\\n")

def patient():
    "Ends in its own time when it is told to."
    asked = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: asked.set())
    note("patient", os.getpid())
    asked.wait()
    time.sleep(0.3)
    note("patient", "done")
    sys.exit(0)

def plain():
    note("plain", os.getpid())
    time.sleep(60)

def failing():
    note("failing", os.getpid())
    raise RuntimeError("This does not start.")

work = {"patient": patient, "plain": plain, "failing": failing}
family.run({name: work[name] for name in sys.argv[2:]})
"""


def until(holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not (result := holds()):
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.01)
    return result


def is_alive(process):
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    return False


@pytest.fixture
def family(tmp_path):
    """Start one of these names; `family.of(name)` are the processes that it had so far."""
    begun = []

    class Family:
        def __init__(self, *names):
            self.first = subprocess.Popen([sys.executable, "-c", PROGRAM, tmp_path, *names])
            begun.append(self)

        def of(self, name, count=1):
            file = tmp_path / name
            until(lambda: file.exists() and len(file.read_text().split()) >= count)
            return [int(word) for word in file.read_text().split()[:count]]

    yield Family
    for one in begun:
        one.first.kill()
        one.first.wait()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_one_that_dies_is_started_again_and_the_other_goes_on(family, number):
    service = family("patient", "plain")
    [patient], [plain] = service.of("patient"), service.of("plain")
    os.kill(plain, number)
    [_, again] = service.of("plain", 2)
    assert not is_alive(plain)
    assert is_alive(again)
    assert is_alive(patient)


def test_told_to_end_it_waits_until_all_have_ended_in_their_own_time(family, tmp_path):
    service = family("patient", "plain")
    [patient], [plain] = service.of("patient"), service.of("plain")
    service.first.send_signal(signal.SIGTERM)
    assert service.first.wait(60) == 0
    assert (tmp_path / "patient").read_text().split() == [str(patient), "done"]
    assert not is_alive(plain)


def test_killed_it_takes_all_along(family):
    service = family("patient", "plain")
    [patient], [plain] = service.of("patient"), service.of("plain")
    service.first.kill()
    until(lambda: not is_alive(patient) and not is_alive(plain))


def test_the_first_goes_on_until_the_others_have_ended(family, tmp_path):
    service = family("plain", "patient")
    [plain], [patient] = service.of("plain"), service.of("patient")
    service.first.send_signal(signal.SIGTERM)
    until(lambda: "done" in (tmp_path / "patient").read_text() or not is_alive(plain))
    assert (tmp_path / "patient").read_text().split() == [str(patient), "done"]
    assert service.first.wait(60) == 0


def test_one_that_cannot_start_tries_again_ever_later_and_holds_up_nobody(family):
    began = time.monotonic()
    service = family("failing", "plain")
    service.of("failing", 3)
    assert time.monotonic() - began > 2
    assert is_alive(service.of("plain")[0])
    service.first.send_signal(signal.SIGTERM)
    assert service.first.wait(60) == 0


def test_each_has_its_name(family):
    service = family("plain")
    [plain] = service.of("plain")
    assert Path(f"/proc/{plain}/comm").read_text() == "plain\n"
