"""What is offered can be booked and nothing else, in any workshop, held against oracle.py."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from appointments.models import Allocation, Appointment
from chassis.testing.events import emitted
from tests.drawing import in_each
from tests.drawn_workshops import AROUND_THE_CLOCK, DAYS, Taking, Workshop, workshops
from tests.opened_workshop import OpenedWorkshop, read, rolled_back, services_of, without_loan
from tests.oracle import (
    A_DAY,
    Clock,
    Oracle,
    Person,
    Place,
    Service,
    Use,
    Wanted,
    instant,
    moved,
    works_of,
)

A_MINUTE = timedelta(minutes=1)
DONE = {"book": 201, "hold": 201, "move": 200}


@pytest.mark.drill
@pytest.mark.shows("AP11")
@pytest.mark.shows("AP25")
@pytest.mark.django_db
def test_in_any_workshop_what_is_offered_can_be_booked_and_nothing_else(open_up, rounds, chance):
    counts: Counter[str] = Counter()

    def offered_is_bookable(drawn: Workshop) -> None:
        opened = open_up(drawn)
        for number in range(len(drawn.places)):
            counts.update(judged_alike(opened, number))

    in_each(workshops(), offered_is_bookable, rounds(8, 300), chance)
    assert rounds(True, min(counts[what] for what in ("offered", "taken", "refused", "full")) > 0), counts


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("others", "answer"), [([], "taken"), ([Taking(0, 1, 10 * 60 + 30, "book")], "refused")]
)
def test_a_booking_with_a_loan_is_moved_where_it_is_free_for_as_long(open_up, others, answer):
    nine, ten = datetime(2027, 3, 27, 9, tzinfo=UTC), datetime(2027, 3, 27, 10, tzinfo=UTC)
    longer = Wanted((0,), at_once=False, lend="bicycle", lent_until=ten)
    opened = open_up(
        Workshop(
            first_day=date(2027, 3, 27),
            now=nine,
            places=[
                Place(
                    zone="UTC",
                    services=[Service(minutes=5, buffer=0, skill="", bay_kind="lift")],
                    wanted=longer,
                    open=AROUND_THE_CLOCK,
                    exceptions={},
                    closed=[],
                    bay_kinds=["lift"],
                    equipment=[],
                    lendables=["bicycle"],
                    step=5,
                    lead=0,
                    horizon=1,
                )
            ],
            people=[Person({}, {0: AROUND_THE_CLOCK}, is_technician=True, is_active=True)],
            takings=[*others, Taking(0, 0, 9 * 60, "book")],
            asked_in="UTC",
            picks=[0],
            wishes=[[longer, replace(longer, lent_until=None)]],
        )
    )
    assert answered_alike(opened, opened.oracle(0), "move", ten, []) == answer


def judged_alike(opened: OpenedWorkshop, number: int) -> Iterator[str]:
    """The slots of a location are exactly the oracle's, and who asks for a start is answered as it says."""
    drawn, oracle = opened.drawn, opened.oracle(number)
    first, last = drawn.first_day, drawn.first_day + (DAYS - 1) * A_DAY
    reads = Clock(drawn.asked_in, drawn.minutes).reads
    looked_at = [minute for minute, reading in reads.items() if first <= reading.date() <= last]
    bookable = list(oracle.bookable(looked_at))
    assert opened.offered(number, first, last, drawn.asked_in) == bookable
    yield from ["offered"] * len(bookable)

    starts = [start for start, _ in bookable]
    for turn, start in enumerate(candidates(drawn, oracle, starts, looked_at)):
        how = ("book", "hold", "move")[(turn + drawn.picks[2]) % 3]
        if how == "move" and number not in opened.booked:
            how = "book"
        with rolled_back():
            yield answered_alike(opened, oracle, how, start, starts)
    if bookable:
        with rolled_back():
            filled_up(opened, oracle, *bookable[drawn.picks[-1] % len(bookable)])
        yield "full"


def candidates(
    drawn: Workshop, oracle: Oracle, starts: list[datetime], looked_at: list[int]
) -> Iterator[datetime]:
    """Some of those that are offered and what is beside them, and some that may be anything."""
    looked, offered, *_ = drawn.picks
    yield instant(looked_at[looked % len(looked_at)])
    if starts:
        start, step = starts[offered % len(starts)], oracle.place.step * A_MINUTE
        beside = [A_MINUTE, -A_MINUTE, A_MINUTE / 2, step, -step]
        yield from (start, start + beside[offered % len(beside)])


def answered_alike(
    opened: OpenedWorkshop, oracle: Oracle, how: str, start: datetime, starts: list[datetime]
) -> str:
    wished, own = oracle.place.wanted, list[Use]()
    wanted = wished
    if how == "move":
        booked_id, own, wished = opened.booked[oracle.number]
        booked_at = Appointment.objects.get(pk=booked_id).start
        if booked_at == start:
            return "stays"
        wanted = moved(wished, booked_at, start)
    if how == "hold":
        wanted = without_loan(wanted)
    before = (taken(), len(emitted()))
    reply = opened.ask(how, oracle.number, start, wanted)
    made = reply.json()
    if oracle.vehicles(wanted, start, own):
        assert reply.status_code == DONE[how], made
        assert_is_one_of(oracle, start, wanted, own, made)
        return "taken"
    assert (reply.status_code, made["code"] in {"not_a_slot", "slot_taken", "own_hold"}) == (409, True), made
    assert (taken(), len(emitted())) == before
    instead = [read(other["start"]) for other in made["alternatives"]]
    if wanted == wished == oracle.place.wanted:
        later = [other for other in starts if other >= max(start, opened.drawn.now)][:3]
        assert instead[: len(later)] == later
    return "refused"


def filled_up(opened: OpenedWorkshop, oracle: Oracle, start: datetime, vehicles: int) -> None:
    """As many as can still come do, and then nobody."""
    wanted = oracle.place.wanted
    replies = [opened.ask("book", oracle.number, start, wanted) for _ in range(vehicles + 1)]
    assert [reply.status_code for reply in replies] == [201] * vehicles + [409]
    assert replies[-1].json()["code"] in {"slot_taken", "own_hold"}
    for reply in replies[:-1]:
        assert_is_one_of(oracle, start, wanted, [], reply.json())


def assert_is_one_of(
    oracle: Oracle, start: datetime, wanted: Wanted, own: list[Use], made: dict[str, Any]
) -> None:
    """Each service has its minutes, in a bay and by a technician who can be had for it, and what is lent is
    lent for as long as it was wanted."""
    works, services = works_of(oracle.place, wanted, start), services_of(made)
    bays, people, _, loans = oracle.demands(works, wanted, own)
    assert [(read(one["start"]), read(one["end"])) for one in services] == [
        (instant(work.done.start), instant(work.done.stop)) for work in works
    ]
    assert read(made["end"]) == max(instant(work.done.stop) for work in works)
    for person, service in zip(people, services, strict=True):
        assert service["employee_id"] in person.among
    for bay in bays:
        stay = zip(works, services, strict=True)
        there = {service["bay_id"] for work, service in stay if work.occupied.start in bay.minutes}
        assert len(there & bay.among) == len(there) == 1
    for loan in loans:
        assert made["lent"]["lendable_id"] in loan.among
        assert read(made["lent"]["ends"]) == instant(loan.minutes.stop)
    assert bool(made.get("lent")) == bool(loans)
    assert not wanted.at_once or len({one["employee_id"] for one in services}) == len(services)


def taken() -> set[tuple[Any, ...]]:
    return set(Allocation.objects.values_list("resource_id", "during"))
