"""Two hundred who want the same start at once, again and again."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from typing import Any

import pytest
import requests
from racing import Racing

HOW_MANY = 200


@pytest.mark.drill
@pytest.mark.shows("AP03")
def test_as_many_get_it_as_there_is_room_and_no_resource_is_taken_twice(
    racing: Racing, rounds: Callable[[int, int], int], chance: Random
) -> None:
    for _ in range(rounds(1, 10)):
        offered = racing.slots()
        slot = chance.choice([one for one in offered if one["capacity_left"] > 1])
        replies = all_at_once(racing, slot["start"], racing.visits[0])

        room = slot["capacity_left"]
        codes = Counter((reply.status_code, reply.json().get("code", "")) for reply in replies)
        assert codes == {(201, ""): room, (409, "slot_taken"): HOW_MANY - room}
        booked = [reply.json() for reply in replies if reply.status_code == 201]
        assert len({one["bay"]["id"] for one in booked}) == room
        assert len({one["employee_id"] for one in booked}) == room
        racing.assert_flawless()
        racing.cancel_all()
        assert racing.slots() == offered


@pytest.mark.drill
@pytest.mark.shows("AP25")
@pytest.mark.parametrize("number", [1, 2], ids=["one after the other", "at once"])
def test_as_many_visits_of_several_services_as_there_is_room_and_no_half_of_one(
    racing: Racing, rounds: Callable[[int, int], int], chance: Random, number: int
) -> None:
    visit = racing.visits[number]
    for _ in range(rounds(1, 10)):
        offered = racing.slots(visit=visit)
        room = max(one["capacity_left"] for one in offered)
        start = chance.choice([one["start"] for one in offered if one["capacity_left"] == room])
        replies = all_at_once(racing, start, visit)

        codes = Counter((reply.status_code, reply.json().get("code", "")) for reply in replies)
        assert codes == {(201, ""): room, (409, "slot_taken"): HOW_MANY - room}
        booked = [reply.json() for reply in replies if reply.status_code == 201]
        assert len({one["bay"]["id"] for one in booked}) == room
        people = [[service["employee_id"] for service in one["services"]] for one in booked]
        assert len({who for one in people for who in one}) == sum(len(set(one)) for one in people)
        racing.assert_flawless()
        racing.cancel_all()
        assert racing.slots(visit=visit) == offered


def all_at_once(racing: Racing, start: str, visit: dict[str, Any]) -> list[requests.Response]:
    """Each waits until the last of them is ready."""
    ready = Barrier(HOW_MANY, timeout=60)

    def book(_: int) -> requests.Response:
        ready.wait()
        return racing.book(0, start, visit=visit)

    with ThreadPoolExecutor(HOW_MANY) as crowd:
        return list(crowd.map(book, range(HOW_MANY)))
