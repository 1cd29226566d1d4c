"""Who takes time, gives it back and changes the calendar, at random and many at once."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import requests
from booking_checker import LET_HOLDS_LAPSE
from racing import REASON, Racing

Replies = list[requests.Response]
STAFFS = {"assign", "confirm", "lend-until", "take-back"}


class Worker:
    """Does something at random, again and again, until it is enough."""

    def __init__(self, racing: Racing, number: int, chance: Random, starts: list[str]) -> None:
        self.racing, self.chance, self.starts = racing, chance, starts
        self.who = number % len(racing.people)
        self.technicians: list[str] = []
        self.mine: list[str] = []
        self.here: list[str] = []
        self.lent: list[str] = []
        self.answers: Counter[Any] = Counter()
        self.done: set[str] = set()
        self.deeds = self._deeds()

    def work_until(self, enough: Callable[[], bool]) -> None:
        while not enough():
            deed = self.chance.choice(self.deeds)
            replies = deed()
            for reply in replies:
                code = reply.json().get("code", "") if reply.status_code >= 400 else ""
                self.answers[deed.__name__, reply.status_code, code] += 1
            if replies and all(reply.ok for reply in replies):
                self.done.add(deed.__name__)

    def _deeds(self) -> list[Callable[[], Replies]]:
        deeds = [self.book, self.hold, self.take_over, self.reschedule, self.cancel] * 3
        deeds += [self.wait, self.lend, self.keep_longer] * 2
        # Offers are few, for closures take most of them back, and who declines has none to accept.
        deeds += [*[self.accept] * 6, self.decline]
        deeds += [self.assign, self.confirm, self.lapse, self.close, self.rest, self.set_hours]
        deeds += [self.take_back, self.block, self.set_day, self.repeat]
        return [*deeds, self.check_in, self.extend, self.give_up]

    def book(self) -> Replies:
        visit = self.chance.choice(self.racing.visits)
        return [self._book(self.chance.choice(self.starts), visit)]

    def lend(self) -> Replies:
        """Book with a car, until the work is done or for some hours more."""
        start = self.chance.choice(self.starts)
        longer = {"lent_until": later(start, hours=self.chance.randint(1, 5))}
        visit = {**self.racing.visits[0], "lend": self.racing.service_type}
        booked = self._book(start, visit, **self.chance.choice([longer, {}]))
        if booked.ok:
            self.lent.append(booked.json()["id"])
        return [booked]

    def keep_longer(self) -> Replies:
        """Let whoever was lent something last have it for some hours."""
        last = self.lent[-1:]
        if not last:
            return []
        start = self.racing.chief.get(f"appointments/{last[0]}/")["start"]
        return self._change("lend-until", {"lent_until": later(start, hours=self.chance.randint(2, 9))}, last)

    def take_back(self) -> Replies:
        return self._change("take-back", {}, self.lent)

    def repeat(self) -> Replies:
        """Make a series of a few days."""
        first, often = self.chance.choice(self.starts), {"frequency": "daily", "count": 3}
        body = {**self.racing.visits[0], "vehicle_id": self._vehicle(), "start": first, **often}
        made = self.racing.people[self.who].request("POST", "appointments/series/", json=body)
        if made.ok:
            self.mine += [one["appointment_id"] for one in made.json()["dates"] if one["appointment_id"]]
        return [made]

    def hold(self) -> Replies:
        """Hold a start, and let it go again or not."""
        visit = self.chance.choice(self.racing.visits)
        held = self.racing.hold(self.who, self.chance.choice(self.starts), visit)
        if held.status_code != 201 or self.chance.random() < 0.5:
            return [held]
        path = f"appointments/holds/{held.json()['id']}/"
        return [held, self.racing.people[self.who].request("DELETE", path)]

    def take_over(self) -> Replies:
        """Book a start that is held."""
        held = self.racing.people[self.who].get("appointments/holds/")["results"]
        theirs = [one for one in held if one["service_type"] == self.racing.service_type]
        if not theirs:
            return []
        chosen = self.chance.choice(theirs)
        visit = {"services": chosen["services"], "at_once": chosen["at_once"]}
        return [self._book(chosen["start"], visit, hold_id=chosen["id"])]

    def wait(self) -> Replies:
        return [self.racing.wait(self.who, self._vehicle(), self.chance.choice(self.starts))]

    def accept(self) -> Replies:
        return self._answer("accept")

    def decline(self) -> Replies:
        return self._answer("decline")

    def reschedule(self) -> Replies:
        return self._change("reschedule", {"start": self.chance.choice(self.starts)})

    def cancel(self) -> Replies:
        return self._change("cancel", REASON)

    def confirm(self) -> Replies:
        return self._change("confirm", {})

    def assign(self) -> Replies:
        employee = self.chance.choice(self.technicians) if self.technicians else self.racing.people[0].id
        position = {"position": 2} if self.chance.random() < 0.5 else {}
        return self._change("assign", {"employee_id": employee, **position})

    def check_in(self) -> Replies:
        """A vehicle comes before its day."""
        if not self.mine:
            return []
        path = f"appointments/{self.chance.choice(self.mine)}/"
        self.racing.chief.request("POST", f"{path}confirm/", json={})
        came = self.racing.chief.request(
            "POST", f"{path}check-in/", json={"override_reason": REASON["reason"]}
        )
        if came.ok:
            self.here.append(came.json()["id"])
        return [came]

    def extend(self) -> Replies:
        """The work on a vehicle that is here takes longer."""
        if not self.here:
            return []
        path = f"appointments/{self.chance.choice(self.here)}/"
        body = {"end": later(self.racing.chief.get(path)["end"], minutes=5)}
        return [self.racing.chief.request("POST", f"{path}extend/", json=body)]

    def give_up(self) -> Replies:
        """The work on a vehicle that is here comes to nothing."""
        if not self.here:
            return []
        path = f"appointments/{self.chance.choice(self.here)}/cancel/"
        return [self.racing.chief.request("POST", path, json=REASON)]

    def lapse(self) -> Replies:
        """Time passes for a hold."""
        self.racing.database.change(LET_HOLDS_LAPSE, most=1)
        return []

    def close(self) -> Replies:
        start = self.chance.choice(self.starts)
        closure = {"start": start, "end": f"{start[:11]}23:59:00Z", "reason": "Storm"}
        closed = self.racing.chief.request("POST", "appointments/closures/", json=closure)
        path = f"appointments/closures/{closed.json()['id']}/"
        moved = self.racing.chief.request("POST", f"{path}move-bookings/", json={})
        return [closed, moved, self.racing.chief.request("DELETE", path)]

    def rest(self) -> Replies:
        """A bay is out of order, and in order again."""
        path = f"appointments/bays/{self.chance.choice(self.racing.bays)}/"
        return [
            self.racing.chief.request("PATCH", path, json={"is_active": answer}) for answer in (False, True)
        ]

    def block(self) -> Replies:
        """A bay or a unit is out of use for a while, and is of use again."""
        start = self.chance.choice(self.starts)
        what = self.chance.choice(
            [{"bay_id": one} for one in self.racing.bays]
            + [{"equipment_id": one} for one in self.racing.units]
        )
        body = {**what, "start": start, "end": later(start, minutes=30), **REASON}
        added = self.racing.chief.request("POST", "appointments/blocks/", json=body)
        if not added.ok:
            return [added]
        path = f"appointments/blocks/{added.json()['id']}/"
        return [added, self.racing.chief.request("DELETE", path)]

    def set_day(self) -> Replies:
        """A date has hours of its own, and those of its week again."""
        path = f"appointments/opening-hours/exceptions/{self.chance.choice(self.starts)[:10]}/"
        periods = self.chance.choice([[], [{"opens": "09:00", "closes": "12:00"}]])
        return [
            self.racing.chief.request("PUT", path, json={"periods": periods}),
            self.racing.chief.request("DELETE", path),
        ]

    def set_hours(self) -> Replies:
        """The week is written anew, as it was."""
        hours = self.racing.chief.get("appointments/opening-hours/")
        return [self.racing.chief.request("PUT", "appointments/opening-hours/", json=hours)]

    def _answer(self, verb: str) -> Replies:
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

    def _change(self, verb: str, body: dict[str, Any], those: list[str] | None = None) -> Replies:
        of = self.mine if those is None else those
        if not of:
            return []
        path = f"appointments/{self.chance.choice(of)}/{verb}/"
        # The staff and the customer may well want something of the same booking at once.
        person = self.racing.chief if verb in STAFFS else self.racing.people[self.who]
        return [person.request("POST", path, json=body)]

    def _vehicle(self) -> str:
        return self.chance.choice(self.racing.fleets[self.who])

    def _book(self, start: str, visit: dict[str, Any], **more: str) -> requests.Response:
        reply = self.racing.book(self.who, start, visit=visit, vehicle_id=self._vehicle(), **more)
        self._keep(reply)
        return reply

    def _keep(self, reply: requests.Response) -> None:
        if reply.status_code == 201:
            self.mine.append(reply.json()["id"])
            self.technicians.append(reply.json()["employee_id"])


def later(instant: str, **by: int) -> str:
    return (datetime.fromisoformat(instant) + timedelta(**by)).isoformat()
