"""Everything that takes time, gives it back or changes the calendar, in parallel."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from racing import Racing
from racing_workers import Worker

WORKERS = 12
STARTS = 10  # few enough that they get into each other's way
REFUSALS = {400, 404, 409}
NOT_YET = (503, "no_work_order_yet")  # of a vehicle that has just come
LONGEST = 60  # seconds more that a slow machine has for what is rare
# What is waited for however short it lasts; of the rest luck decides.
OFTEN = {"book", "hold", "take_over", "reschedule", "cancel", "confirm", "close", "rest", "wait"}


@pytest.mark.drill
@pytest.mark.shows("AP03")
def test_whatever_happens_at_once_nothing_is_taken_twice_lost_or_left_without_its_event(
    racing: Racing, rounds: Callable[[int, int], int], chance: Random
) -> None:
    offered, deadlocks = racing.slots(), racing.database.deadlocks()
    starts = [slot["start"] for slot in chance.sample(offered, STARTS)]
    workers = [Worker(racing, number, Random(chance.random()), starts) for number in range(WORKERS)]
    for worker in workers:  # who stand for the same person know the same bookings
        worker.mine, worker.here = workers[worker.who].mine, workers[0].here
    racing.chief.patch("appointments/policies/", {"allow_vehicle_overlap": False})
    every = {deed.__name__ for deed in workers[0].deeds} - {"lapse"}  # which nobody answers
    expected = every if rounds(0, 1) else OFTEN
    end = time.monotonic() + rounds(8, 60)

    def enough() -> bool:
        late = time.monotonic() - end
        return late > 0 and (done_by(workers) >= expected or late > LONGEST)

    with ThreadPoolExecutor(WORKERS) as crowd:
        list(crowd.map(lambda worker: worker.work_until(enough), workers))

    answers = sum((worker.answers for worker in workers), Counter())
    print(sorted(answers.items()))
    refused = {(status, code) for _, status, code in answers if status >= 400}
    assert {one for one in refused if one[0] not in REFUSALS} <= {NOT_YET}
    assert done_by(workers) >= expected
    assert answers["book", 409, "slot_taken"] > 0
    racing.assert_flawless()
    racing.cancel_all()
    racing.assert_flawless()
    assert racing.slots() == offered
    assert racing.database.deadlocks() == deadlocks


def done_by(workers: list[Worker]) -> set[str]:
    return set().union(*(set(worker.done) for worker in workers))
