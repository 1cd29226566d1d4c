"""Everything that takes time, gives it back or changes the calendar, in parallel."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import pytest
import requests
from booking_checker import LET_HOLDS_LAPSE
from racing import REASON, Racing

WORKERS = 12
STARTS = 10  # few enough that they get into each other's way
REFUSALS = {400, 404, 409}
BUSY = (503, "upstream_unavailable")  # whose vehicle it is could not be asked in time


class Worker:
    """Does something at random, again and again, until the time is over."""

    def __init__(self, racing: Racing, number: int, chance: Random, starts: list[str]) -> None:
        self.racing, self.chance, self.starts = racing, chance, starts
        self.who = number % len(racing.people)
        self.technicians: list[str] = []
        self.mine: list[str] = []
        self.answers: Counter[Any] = Counter()

    def work_until(self, end: float) -> Counter[Any]:
        deeds = [self.book, self.hold, self.take_over, self.reschedule, self.cancel] * 3
        deeds += [self.wait, self.accept, self.decline] * 2
        deeds += [self.assign, self.confirm, self.lapse, self.close, self.rest, self.set_hours]
        while time.monotonic() < end:
            deed = self.chance.choice(deeds)
            for reply in deed():
                code = reply.json().get("code", "") if reply.content else ""
                self.answers[deed.__name__, reply.status_code, code if reply.status_code >= 400 else ""] += 1
        return self.answers

    def book(self) -> list[requests.Response]:
        visit = self.chance.choice(self.racing.visits)
        reply = self.racing.book(self.who, self.chance.choice(self.starts), visit=visit)
        self._keep(reply)
        return [reply]

    def hold(self) -> list[requests.Response]:
        """Hold a start, and let it go again or not."""
        visit = self.chance.choice(self.racing.visits)
        held = self.racing.hold(self.who, self.chance.choice(self.starts), visit)
        if held.status_code != 201 or self.chance.random() < 0.5:
            return [held]
        path = f"appointments/holds/{held.json()['id']}/"
        return [held, self.racing.people[self.who].request("DELETE", path)]

    def take_over(self) -> list[requests.Response]:
        """Book a start that is held."""
        held = self.racing.people[self.who].get("appointments/holds/")["results"]
        theirs = [one for one in held if one["service_type"] == self.racing.service_type]
        if not theirs:
            return []
        chosen = self.chance.choice(theirs)
        visit = {"services": chosen["services"], "at_once": chosen["at_once"]}
        reply = self.racing.book(self.who, chosen["start"], visit=visit, hold_id=chosen["id"])
        self._keep(reply)
        return [reply]

    def wait(self) -> list[requests.Response]:
        return [self.racing.wait(self.who, self.chance.choice(self.starts))]

    def accept(self) -> list[requests.Response]:
        return self._answer("accept")

    def decline(self) -> list[requests.Response]:
        return self._answer("decline")

    def reschedule(self) -> list[requests.Response]:
        return self._change("reschedule", {"start": self.chance.choice(self.starts)})

    def cancel(self) -> list[requests.Response]:
        return self._change("cancel", REASON)

    def confirm(self) -> list[requests.Response]:
        return self._change("confirm", {})

    def assign(self) -> list[requests.Response]:
        employee = self.chance.choice(self.technicians) if self.technicians else self.racing.people[0].id
        position = {"position": 2} if self.chance.random() < 0.5 else {}
        return self._change("assign", {"employee_id": employee, **position})

    def lapse(self) -> list[requests.Response]:
        """Time passes for a hold."""
        self.racing.database.change(LET_HOLDS_LAPSE, most=1)
        return []

    def close(self) -> list[requests.Response]:
        start = self.chance.choice(self.starts)
        closure = {"start": start, "end": f"{start[:11]}23:59:00Z", "reason": "Storm"}
        closed = self.racing.chief.request("POST", "appointments/closures/", json=closure)
        path = f"appointments/closures/{closed.json()['id']}/"
        moved = self.racing.chief.request("POST", f"{path}move-bookings/", json={})
        return [closed, moved, self.racing.chief.request("DELETE", path)]

    def rest(self) -> list[requests.Response]:
        """A bay is out of order, and in order again."""
        path = f"appointments/bays/{self.chance.choice(self.racing.bays)}/"
        return [
            self.racing.chief.request("PATCH", path, json={"is_active": answer}) for answer in (False, True)
        ]

    def set_hours(self) -> list[requests.Response]:
        """The week is written anew, as it was."""
        hours = self.racing.chief.get("appointments/opening-hours/")
        return [self.racing.chief.request("PUT", "appointments/opening-hours/", json=hours)]

    def _answer(self, verb: str) -> list[requests.Response]:
        """Answer for what is offered to them."""
        offers = self.racing.waiting(self.who, status="offered")
        if not offers:
            return []
        offer = self.chance.choice(offers)
        body = {"start": offer["start"]} if verb == "accept" else {}
        path = f"appointments/waitlist/{offer['id']}/{verb}/"
        reply = self.racing.people[self.who].request("POST", path, json=body)
        if verb == "accept":
            self._keep(reply)
        return [reply]

    def _change(self, verb: str, body: dict[str, str]) -> list[requests.Response]:
        if not self.mine:
            return []
        path = f"appointments/{self.chance.choice(self.mine)}/{verb}/"
        # The staff and the customer may well want something of the same booking at once.
        person = self.racing.chief if verb in {"assign", "confirm"} else self.racing.people[self.who]
        return [person.request("POST", path, json=body)]

    def _keep(self, reply: requests.Response) -> None:
        if reply.status_code == 201:
            self.mine.append(reply.json()["id"])
            self.technicians.append(reply.json()["employee_id"])


@pytest.mark.drill
@pytest.mark.shows("AP03")
def test_whatever_happens_at_once_nothing_is_taken_twice_lost_or_left_without_its_event(
    racing: Racing, rounds: Callable[[int, int], int], chance: Random
) -> None:
    offered, deadlocks = racing.slots(), racing.database.deadlocks()
    starts = [slot["start"] for slot in chance.sample(offered, STARTS)]
    workers = [Worker(racing, number, Random(chance.random()), starts) for number in range(WORKERS)]
    for worker in workers:  # who stand for the same person know the same bookings
        worker.mine = workers[worker.who].mine
    end = time.monotonic() + rounds(8, 60)

    with ThreadPoolExecutor(WORKERS) as crowd:
        answers = sum(crowd.map(lambda worker: worker.work_until(end), workers), Counter())

    print(sorted(answers.items()))
    refused = {(status, code) for _, status, code in answers if status >= 400}
    assert {one for one in refused if one[0] not in REFUSALS} <= {BUSY}
    done = {deed for deed, status, _ in answers if status < 400}
    assert done >= {"book", "hold", "take_over", "reschedule", "cancel", "confirm", "close", "rest", "wait"}
    assert answers["book", 409, "slot_taken"] > 0
    racing.assert_flawless()
    racing.cancel_all()
    racing.assert_flawless()
    assert racing.slots() == offered
    assert racing.database.deadlocks() == deadlocks
