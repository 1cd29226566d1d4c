"""OWASP ASVS 5.0, 6.3.8 once more: who has an account is not learned by the time that an answer takes.

A drill: a few of each kind among the other tests, which would see one whose password is not hashed; hundreds
in `scripts/test.sh drills`, with the U test at a level of one in a thousand over all comparisons together.
What is asked of each kind comes in turns, in an order that is drawn, so that whatever else the machine does
meets all alike.
"""

import time
from collections.abc import Callable
from random import Random
from statistics import median

import pytest
from attackers import somebody_at_another_address
from guessing import WRONG, address, deactivated, with_a_password, without_a_login
from platform_client import Person
from rank_test import chance_of_such_a_difference

LEVEL = 0.001
SHORT, LONG = 8, 400
# Of one address; the next would be refused, and that tells by itself.
GUESSES_EACH, QUESTIONS_EACH = 4, 5
# The quickest of a few, which the rest of the machine disturbed least: without hashing it is an eighth. What
# differs is measured again, for what the code makes differ does so each time.
FACTOR, MEASURED = 2, 3

Kinds = dict[str, Callable[[], str]]


@pytest.fixture
def kinds(newcomer: Callable[[str], Person], chief: Person) -> Kinds:
    """Makes an address of each kind."""
    return {
        "unknown": address,
        "wrong password": lambda: with_a_password(newcomer),
        "inactive": lambda: deactivated(newcomer, chief),
        "no login": lambda: without_a_login(chief),
    }


def asked_in_turns(
    kinds: Kinds, ask: Callable[[Person, str], None], gateway: str, many: int, each: int, chance: Random
) -> dict[str, list[float]]:
    """How long each took, in seconds, by kind. Each address is asked about a few times, by one client."""
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(0, many, each):
        who = {kind: (somebody_at_another_address(gateway), make()) for kind, make in kinds.items()}
        for client, _ in who.values():
            client.request("GET", "auth/.well-known/jwks.json")  # it is connected
        turns = [kind for kind in kinds for _ in range(each)]
        chance.shuffle(turns)
        for kind in turns:
            began = time.perf_counter()
            ask(*who[kind])
            took[kind].append(time.perf_counter() - began)
    return took


def guess(client: Person, email: str) -> None:
    answer = client.request("POST", "auth/login/", json={"email": email, "password": WRONG})
    assert answer.status_code == 401


def forgot(client: Person, email: str) -> None:
    client.post("auth/password/forgot/", {"email": email}, 204)


def resend(client: Person, email: str) -> None:
    client.post("auth/email/verify/resend/", {"email": email}, 204)


def are_alike(took: dict[str, list[float]], drill: bool) -> bool:
    medians = {kind: round(median(times) * 1000, 2) for kind, times in took.items()}
    chances = {
        kind: chance_of_such_a_difference(times, took["unknown"])
        for kind, times in took.items()
        if kind != "unknown"
    }
    print(f"{len(took['unknown'])} of each, medians in ms: {medians}; p: {chances}")
    if drill:
        return min(chances.values()) > LEVEL / len(chances)
    quickest = [min(times) for times in took.values()]
    return max(quickest) < FACTOR * min(quickest)


@pytest.mark.drill
@pytest.mark.parametrize(
    ("ask", "each"), [(guess, GUESSES_EACH), (forgot, QUESTIONS_EACH), (resend, QUESTIONS_EACH)]
)
def test_the_time_of_an_answer_tells_nothing_of_the_address(
    gateway: str,
    kinds: Kinds,
    ask: Callable[[Person, str], None],
    each: int,
    rounds: Callable[[int, int], int],
    chance: Random,
) -> None:
    """6.3.8: unknown, wrong password, inactive and no login, at signing in and at asking for a code, by the
    clock.
    """
    many = rounds(SHORT, LONG)
    drill = many == LONG
    measured = (
        asked_in_turns(kinds, ask, gateway, many, each, chance) for _ in range(1 if drill else MEASURED)
    )
    assert any(are_alike(took, drill) for took in measured)


@pytest.mark.drill
def test_the_clock_would_tell_what_is_not_hashed(
    gateway: str, newcomer: Callable[[str], Person], rounds: Callable[[int, int], int], chance: Random
) -> None:
    """6.3.8: the same comparison sees an address that waits, for which nothing is hashed; so it would see
    others.
    """
    waiting = address()
    locked = somebody_at_another_address(gateway)
    for _ in range(5):
        guess(locked, waiting)

    def ask(client: Person, email: str) -> None:
        who = locked if email == waiting else client
        who.request("POST", "auth/login/", json={"email": email, "password": WRONG})

    kinds = {"unknown": address, "waiting": lambda: waiting}
    took = asked_in_turns(kinds, ask, gateway, rounds(SHORT, 40), GUESSES_EACH, chance)
    assert chance_of_such_a_difference(took["waiting"], took["unknown"]) < LEVEL * 5
    assert not are_alike(took, drill=rounds(0, 1) == 1)
