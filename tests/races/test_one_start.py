"""Two hundred who want the same start at once, again and again."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
import requests
from racing import Racing

HOW_MANY = 200
AT_ONCE = 100


@pytest.mark.drill
@pytest.mark.shows("AP03")
def test_as_many_get_it_as_there_is_room_and_no_resource_is_taken_twice(
    racing: Racing, rounds: Callable[[int, int], int], chance: Random
) -> None:
    for _ in range(rounds(1, 10)):
        offered = racing.slots()
        slot = chance.choice([one for one in offered if one["capacity_left"] > 1])
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            replies = list(crowd.map(insistently, [racing] * HOW_MANY, [slot["start"]] * HOW_MANY))

        room = slot["capacity_left"]
        codes = Counter((reply.status_code, reply.json().get("code", "")) for reply in replies)
        assert codes == {(201, ""): room, (409, "slot_taken"): HOW_MANY - room}
        booked = [reply.json() for reply in replies if reply.status_code == 201]
        assert len({one["bay"]["id"] for one in booked}) == room
        assert len({one["employee_id"] for one in booked}) == room
        racing.assert_flawless()
        racing.cancel_all()
        assert racing.slots() == offered


def insistently(racing: Racing, start: str) -> requests.Response:
    """Ask again while whose vehicle it is cannot be asked: everybody wants to know at once."""
    while (reply := racing.book(0, start)).status_code == 503:
        assert reply.json()["code"] == "upstream_unavailable"
    return reply
