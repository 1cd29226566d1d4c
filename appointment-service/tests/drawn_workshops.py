"""Workshops as hypothesis draws them, most of them in nights in which the clock is changed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.oracle import A_DAY, Person, Place, Service, Stretch, Wanted

# A zone, and a date on which its clock is changed: by an hour, by half an hour, by two; at two, at midnight,
# before and after it. The last two have no change.
NIGHTS = [
    ("Europe/Berlin", date(2027, 3, 28)),
    ("Europe/Berlin", date(2027, 10, 31)),
    ("Australia/Lord_Howe", date(2027, 4, 4)),
    ("Australia/Lord_Howe", date(2027, 10, 3)),
    ("Africa/Cairo", date(2027, 4, 30)),
    ("Africa/Cairo", date(2027, 10, 29)),
    ("America/Havana", date(2027, 3, 14)),
    ("America/Havana", date(2027, 11, 7)),
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Nuuk", date(2027, 3, 28)),
    ("America/Nuuk", date(2027, 10, 31)),
    ("Antarctica/Troll", date(2027, 3, 28)),
    ("Antarctica/Troll", date(2027, 10, 31)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("America/Sao_Paulo", date(2027, 2, 14)),
    ("Asia/Kathmandu", date(2027, 3, 28)),
]
DAYS = 3  # that are looked at: the one before, that of the change, and the one after
SKILLS = ["mechanics", "painting"]
BAY_KINDS = ["lift", "pit"]
UNIT_KINDS = ["balancer", "tester"]
LENDABLE_KINDS = ["bicycle", "car"]
WEEK = range(7)
SECONDS = st.sampled_from([0, 0, 1, 30])
AROUND_THE_CLOCK = [Stretch(day, time.min, time.min) for day in WEEK]


@dataclass(frozen=True)
class Taking:
    """A start that somebody books or holds before the calendar is as it is, for what of `wishes`."""

    place: int
    wish: int
    minute: int
    how: str


@dataclass(frozen=True)
class Workshop:
    first_day: date
    now: datetime
    places: list[Place]
    people: list[Person]
    takings: list[Taking]
    asked_in: str
    picks: list[int]
    wishes: list[list[Wanted]]

    @property
    def minutes(self) -> range:
        """Days enough around those that are looked at for the longest service, and for every zone."""
        midnight = datetime.combine(self.first_day, time.min, UTC)
        begin = int((midnight - 3 * A_DAY).timestamp() // 60)
        return range(begin, begin + (DAYS + 12) * 24 * 60)


def mostly(answer: bool) -> st.SearchStrategy[bool]:
    return st.sampled_from([answer] * 7 + [not answer])


@st.composite
def workshops(draw: Any) -> Workshop:
    zone, night = draw(st.sampled_from(NIGHTS))
    first_day = night - A_DAY
    elsewhere = draw(st.lists(st.sampled_from([other for other, _ in NIGHTS]), max_size=1))
    places = [draw(places_in(zone, first_day)) for zone in (zone, *elsewhere)]
    wishes = [
        [place.wanted, *draw(st.lists(visits(place.services, first_day), max_size=2))] for place in places
    ]
    before = draw(st.integers(0, 24 * 60))
    return Workshop(
        first_day=first_day,
        now=datetime.combine(first_day, time(9), UTC) - timedelta(minutes=before, seconds=draw(SECONDS)),
        places=places,
        people=draw(st.lists(people(len(places), first_day), min_size=1, max_size=3)),
        takings=draw(st.lists(takings(len(places)), max_size=4)),
        asked_in=draw(st.sampled_from([zone, "UTC", "Asia/Kathmandu", "America/Havana"])),
        picks=draw(st.lists(st.integers(0, 10_000), min_size=4, max_size=4)),
        wishes=wishes,
    )


@st.composite
def places_in(draw: Any, zone: str, first_day: date) -> Place:
    bay_kinds = draw(st.lists(st.sampled_from(BAY_KINDS), min_size=1, max_size=4))
    services = draw(st.lists(services_in(bay_kinds), min_size=1, max_size=3))
    dates = st.integers(-1, DAYS).map(lambda days: first_day + days * A_DAY)
    return Place(
        zone=zone,
        services=services,
        wanted=draw(visits(services, first_day)),
        open=draw(weeks()),
        exceptions={
            day: [Stretch(day.weekday(), *period) for period in periods]
            for day, periods in draw(st.dictionaries(dates, periods_of_a_date(), max_size=2)).items()
        },
        closed=draw(st.lists(closures(first_day), max_size=2)),
        bay_kinds=bay_kinds,
        equipment=draw(st.lists(st.sampled_from(UNIT_KINDS), max_size=5)),
        lendables=draw(st.lists(st.sampled_from(LENDABLE_KINDS), max_size=3)),
        step=draw(st.sampled_from([5, 7, 15, 20, 30, 30, 45, 60, 90, 1440])),
        lead=draw(st.sampled_from([0, 1, 59, 60, 60, 120, 120, 1440])),
        horizon=draw(st.sampled_from([1, 2, 3, 90, 90, 90, 90, 0])),
    )


@st.composite
def services_in(draw: Any, bay_kinds: list[str]) -> Service:
    """Most of them short and without needs, so that several fit into a day."""
    counts = st.dictionaries(st.sampled_from(UNIT_KINDS), st.integers(1, 2), min_size=1)
    return Service(
        minutes=draw(st.sampled_from([5, 5, 15, 20, 20, 45, 45, 60, 60, 90, 100, 240, 600, 1440])),
        buffer=draw(st.sampled_from([0, 0, 5, 15, 30, 120])),
        before=draw(st.sampled_from([0, 0, 0, 0, 5, 30])),
        skill=draw(st.sampled_from(["", *SKILLS, *SKILLS])),
        bay_kind=draw(st.sampled_from([*bay_kinds * 3, "flat"])),
        equipment=tuple(draw(st.just({}) | st.just({}) | counts).items()),
        hours=tuple(draw(weeks()) if not draw(mostly(True)) else []),
    )


@st.composite
def visits(draw: Any, services: list[Service], first_day: date) -> Wanted:
    """Mostly of one or two, and at once only where the kind of bay is one; with some something is lent."""
    numbers = st.integers(0, len(services) - 1)
    size = draw(st.sampled_from([1, 1, 2, 2, 2, 3]))
    chosen = tuple(draw(st.lists(numbers, min_size=size, max_size=size)))
    one_kind = len({services[number].bay_kind for number in chosen}) == 1
    lend = draw(st.sampled_from(["", "", *LENDABLE_KINDS]))
    midnight = datetime.combine(first_day, time.min, UTC)
    later = st.none() | st.integers(0, DAYS * 24).map(lambda hours: midnight + hours * timedelta(hours=1))
    at_once = size > 1 and one_kind and draw(st.booleans())
    return Wanted(chosen, at_once, lend, draw(later) if lend else None)


@st.composite
def periods_of_a_date(draw: Any) -> list[tuple[time, time]]:
    """Hours of its own, or none; the weekday comes with the date."""
    return draw(nights | days() | st.just([(time.min, time.min)]) | st.just([]))


@st.composite
def weeks(draw: Any) -> list[Stretch]:
    """On each weekday one of two patterns, or around the clock, or nothing."""
    patterns = [draw(nights | days()), draw(nights | days()), [(time.min, time.min)], []]
    chosen = draw(st.lists(st.sampled_from([0, 0, 0, 1, 1, 1, 2, 2, 3]), min_size=7, max_size=7))
    return [Stretch(day, *period) for day in WEEK for period in patterns[chosen[day]]]


# Hours when clocks are changed, and such as touch those of the day before or after.
nights = st.sampled_from(
    [
        [(time(0), time(2)), (time(2), time(0))],
        [(time(0), time(1)), (time(3), time(9)), (time(18), time(0))],
        [(time(2, 30), time(0))],
        [(time(0), time(1, 30)), (time(2), time(3))],
        [(time(0, 30), time(5))],
        [(time(22), time(0))],
    ]
)


@st.composite
def days(draw: Any) -> list[tuple[time, time]]:
    """A day's periods: often early in the night, when clocks are changed, and often until midnight."""
    early, late = st.integers(0, 16), st.integers(0, 96)
    quarters = sorted(draw(st.lists(early | late, min_size=2, max_size=5, unique=True)))
    begins, ends = quarters[:-1], quarters[1:]
    kept = draw(st.lists(mostly(True), min_size=len(begins), max_size=len(begins)))
    return [
        (clock_at(begin), clock_at(end))
        for begin, end, is_open in zip(begins, ends, kept, strict=True)
        if is_open or len(begins) == 1
    ]


def clock_at(quarter: int) -> time:
    return time(quarter // 4 % 24, quarter % 4 * 15)


@st.composite
def closures(draw: Any, first_day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(first_day, time.min, UTC) + timedelta(
        minutes=draw(st.integers(-600, DAYS * 1440)), seconds=draw(SECONDS)
    )
    return start, start + timedelta(minutes=draw(st.sampled_from([1, 15, 60, 300])))


@st.composite
def people(draw: Any, places: int, first_day: date) -> Person:
    until = st.none() | st.integers(-1, DAYS).map(lambda days: first_day + days * A_DAY)
    weeks_of_one = st.just(AROUND_THE_CLOCK) | weeks()
    return Person(
        skills={skill: draw(until) for skill in SKILLS if draw(mostly(True))},
        hours={place: draw(weeks_of_one) for place in range(places) if place == 0 or draw(mostly(True))},
        is_technician=draw(mostly(True)),
        is_active=draw(mostly(True)),
    )


@st.composite
def takings(draw: Any, places: int) -> Taking:
    return Taking(
        place=draw(st.integers(0, places - 1)),
        wish=draw(st.integers(0, 2)),
        minute=15 * draw(st.integers(-20, DAYS * 96)),
        how=draw(st.sampled_from(["book", "book", "hold", "hold and let it lapse", "cancel"])),
    )
