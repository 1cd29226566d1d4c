"""How calendars show a visit of several services."""

import pytest

from resources.models import Bay, Technician
from tests.feeds.readers import texts
from tests.visits import column

pytestmark = pytest.mark.django_db


@pytest.fixture
def painted(workshop, also_offered, visit, customer, hire, colleague):
    """A mechanic changes the oil, and a colleague paints in a booth."""
    workshop()
    Bay.objects.create(name="Booth", kind="booth")
    hire(employee_id=colleague.account_id, skills=(("painting", None),))
    also_offered(code="paint", name="Paint", required_skill="painting", bay_kind="booth")
    return visit(customer, services=["oil-change", "paint"])


def seen(entry):
    begin, end = (getattr(entry, name).value for name in ("dtstart", "dtend"))
    return texts(entry)["summary"], f"{begin:%H:%M}", f"{end:%H:%M}"


@pytest.mark.shows("AP21")
@pytest.mark.shows("AP25")
def test_customers_see_the_whole_and_staff_their_part(painted, customer, colleague, subscribe, shown):
    [whole] = shown(subscribe(customer))
    assert seen(whole) == ("Oil change, Paint", "08:00", "09:30")
    [part] = shown(subscribe(colleague))
    assert seen(part) == ("Paint · Booth", "09:00", "09:30")
    assert part.uid.value == whole.uid.value == painted["id"]


@pytest.mark.shows("AP25")
def test_a_bay_shows_what_is_done_in_it(painted, foreman, subscribe, shown):
    names = {str(row.id): row.name for row in Technician.objects.all()}
    mechanic, painter = (names[who] for who in column(painted, "employee_id"))
    lift, booth = column(painted, "bay_id")
    for bay, expected in (
        (lift, (f"Oil change · {mechanic}", "08:00", "09:00")),
        (booth, (f"Paint · {painter}", "09:00", "09:30")),
    ):
        [entry] = shown(subscribe(foreman, kind="bay", bay_id=bay))
        assert seen(entry) == expected
    [entry] = shown(subscribe(foreman, kind="location"))
    assert seen(entry) == (f"Oil change, Paint · Bay 1, Booth · {mechanic}, {painter}", "08:00", "09:30")


def test_what_is_done_at_once_is_one_entry(
    workshop, also_offered, visit, customer, foreman, subscribe, shown
):
    workshop(technicians=2)
    also_offered()
    booked = visit(customer, at_once=True)
    [entry] = shown(subscribe(foreman, kind="bay", bay_id=booked["bay"]["id"]))
    assert seen(entry)[1:] == ("08:00", "09:00")
