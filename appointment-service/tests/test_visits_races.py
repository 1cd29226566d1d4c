"""Two hundred who want the same visit at once."""

from collections import Counter

import pytest

from appointments.models import Allocation, Appointment, Reservation
from chassis.testing.parallel import at_the_same_time
from tests.urls import URL
from tests.visits import EIGHT, column, slots_of

pytestmark = pytest.mark.django_db(transaction=True)
HOW_MANY, AT_ONCE = 200, 20
# Who can do both would be given either, and leave nobody for others.
SKILLS = [["mechanics", "painting"]] * 3 + [["mechanics"]] * 2 + [["painting"]]
ASKED = ["oil-change", "paint"]


@pytest.mark.shows("AP25")
@pytest.mark.parametrize("at_once", [False, True], ids=["one after the other", "at once"])
def test_as_many_get_it_as_there_is_room_and_nobody_a_half_of_it(
    workshop, also_offered, hire, customer, vehicle_of, at_once
):
    workshop(bays=9, technicians=0, policy={"max_open_per_customer": 1000, "allow_vehicle_overlap": True})
    for skills in SKILLS:
        hire(skills=tuple((skill, None) for skill in skills))
    also_offered(code="paint", name="Paint", required_skill="painting")
    room = slots_of(customer, ASKED, at_once=str(at_once).lower())[EIGHT]
    assert room == (3 if at_once else 4)
    body = {"vehicle_id": vehicle_of(customer), "services": ASKED, "start": EIGHT, "at_once": at_once}

    def ask_again_and_again():
        return [customer.post(URL, body) for _ in range(HOW_MANY // AT_ONCE)]

    replies = [reply for some in at_the_same_time(*[ask_again_and_again] * AT_ONCE) for reply in some]
    codes = Counter((reply.status_code, reply.json().get("code", "")) for reply in replies)
    assert codes == {(201, ""): room, (409, "slot_taken"): HOW_MANY - room}
    booked = [reply.json() for reply in replies if reply.status_code == 201]
    assert len({one["bay"]["id"] for one in booked}) == room
    for number in range(2):
        assert len({column(one, "employee_id")[number] for one in booked}) == room
    assert Appointment.objects.count() == Reservation.objects.count() == room
    assert Counter(Allocation.objects.values_list("kind", flat=True)) == {
        "bay": room,
        "technician": 2 * room,
    }
