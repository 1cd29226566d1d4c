"""Whatever was interrupted, killed or wiped, a start makes the platform whole and a stop leaves nothing."""

import shutil
import time
import uuid
from collections.abc import Callable, Iterator

import demo
import pytest
from callers import PASSWORD
from own_platform import GATEWAY, OwnPlatform
from platform_client import Person

pytestmark = pytest.mark.drill


@pytest.fixture(scope="module")
def own() -> Iterator[OwnPlatform]:
    own = OwnPlatform.begun()
    yield own
    own.ended()


@pytest.fixture(scope="module")
def seconds_to_start(own: OwnPlatform) -> float:
    """How long a start from nothing takes here."""
    began = time.monotonic()
    start(own)
    return time.monotonic() - began


def start(own: OwnPlatform) -> None:
    started = own.run("start")
    assert started.returncode == 0, started.stdout + started.stderr
    assert own.is_well()


def stop(own: OwnPlatform) -> None:
    stopped = own.run("stop")
    assert stopped.returncode == 0, stopped.stdout + stopped.stderr
    assert own.processes() == []


@pytest.mark.shows("SD02")
def test_a_start_that_is_interrupted_anywhere_leaves_nothing_and_the_next_one_works(
    own, seconds_to_start, chance, rounds
):
    """Twice in each round: out of nothing, and on what the first has left."""
    count = rounds(1, 5)
    for number in range(count):
        assert own.run("manage", "cleanup", "--data", "--yes").returncode == 0
        for moment in ((number + chance.random()) / count, chance.random() / 2):
            interrupt(own, moment * seconds_to_start)
        start(own)
        demo.walk(GATEWAY)


def interrupt(own: OwnPlatform, seconds: float) -> None:
    status, shown = own.start_interrupted_after(seconds)
    published = f"Interrupted after {seconds:.2f} s: status {status}, and shown was:\n{shown}"
    print(published)
    assert own.locks_held() == [], published
    if status == 0:
        assert own.is_well(), published
    else:
        assert status == 130, published
        assert own.processes() == [], published


def remove_pid_file_and_socket(own: OwnPlatform) -> None:
    (own.folder / "supervisord.pid").unlink()
    (own.folder / "supervisor.sock").unlink()


def remove_all_files_but_the_data(own: OwnPlatform) -> None:
    for path in own.folder.iterdir():
        if not path.is_dir():
            path.unlink()


def remove_everything(own: OwnPlatform) -> None:
    shutil.rmtree(own.folder, ignore_errors=True)  # what runs goes on writing meanwhile
    shutil.rmtree(own.folder, ignore_errors=True)


def kill(program: str) -> Callable[[OwnPlatform], None]:
    return lambda own: own.kill(program)


def kill_supervisor_and_remove_everything(own: OwnPlatform) -> None:
    own.kill("supervisor")
    remove_everything(own)


LOSING_NOTHING = {
    "supervisor": kill("supervisor"),
    "PostgreSQL": kill("postgres"),
    "Redis": kill("redis"),
    "nginx's master": kill("gateway"),
    "a web master": kill("vehicleandproject-service-web-1"),
    "an events process": kill("appointment-service-events"),
    "pid file and socket": remove_pid_file_and_socket,
    "all files but the data": remove_all_files_but_the_data,
}
LOSING_ALL = {
    "everything": remove_everything,
    "supervisor and everything": kill_supervisor_and_remove_everything,
}
LOSSES = LOSING_NOTHING | LOSING_ALL


def test_a_start_makes_whole_what_was_killed_or_wiped_and_a_stop_leaves_nothing(
    own, seconds_to_start, chance, rounds
):
    for what in chance.sample(sorted(LOSSES), rounds(1, len(LOSSES))):
        print(f"Lost: {what}")
        start(own)
        customer, vehicle = who_has_a_vehicle()

        LOSSES[what](own)
        start(own)
        if what in LOSING_NOTHING:
            assert customer.get("vehicles/")["results"] == [vehicle], what
        who_has_a_vehicle()

        LOSSES[what](own)
        stop(own)


def who_has_a_vehicle() -> tuple[Person, dict]:
    customer = Person(GATEWAY, "customer")
    customer.register(f"drill.{uuid.uuid4().hex[:12]}@example.org", PASSWORD, "Drill", "Tester")
    return customer, customer.post("vehicles/", demo.new_vehicle(), 201)
