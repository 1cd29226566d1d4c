"""/api/v1/appointments/opening-hours/."""

import pytest

from resources.models import OpeningHours
from tests.urls import URL

pytestmark = pytest.mark.django_db
HOURS = f"{URL}opening-hours/"
MONDAY = {"weekday": 0, "opens": "08:00", "closes": "12:00"}
AFTERNOON = {"weekday": 0, "opens": "13:00", "closes": "17:00"}


def test_an_admin_replaces_the_week_and_everybody_sees_it(admin, customer):
    admin.put(HOURS, {"periods": [{"weekday": 5, "opens": "09:00", "closes": "12:00"}]})
    reply = admin.put(HOURS, {"periods": [AFTERNOON, MONDAY]})
    assert reply.status_code == 200
    assert reply.json() == {"periods": [MONDAY, AFTERNOON]}
    assert customer.get(HOURS).json() == reply.json()
    assert OpeningHours.objects.count() == 2


def test_slots_follow(admin, workshop, slots):
    workshop()
    admin.put(HOURS, {"periods": [{"weekday": 1, "opens": "10:00", "closes": "11:00"}]})
    assert slots("2026-11-23", "2026-11-29") == ["2026-11-24T09:00:00Z"]
    admin.put(HOURS, {"periods": []})
    assert slots("2026-11-23", "2026-11-29") == []


@pytest.mark.parametrize(
    ("periods", "code"),
    [
        ([{**MONDAY, "closes": "08:00"}], "before_opening"),
        ([{**MONDAY, "weekday": 7}], "max_value"),
        ([{**MONDAY, "opens": "8 o'clock"}], "invalid"),
        ([{**MONDAY, "opens": "08:00:00"}], "invalid"),
        ([{**MONDAY, "closes": "24:00"}], "invalid"),
    ],
)
def test_a_week_that_cannot_be_is_refused(admin, periods, code):
    reply = admin.put(HOURS, {"periods": periods})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, code)
    assert not OpeningHours.objects.exists()


@pytest.mark.parametrize(
    "periods", [[MONDAY, {**AFTERNOON, "opens": "11:59"}], [{**MONDAY, "closes": "00:00"}, AFTERNOON]]
)
def test_periods_of_a_day_that_overlap_are_refused(admin, periods):
    reply = admin.put(HOURS, {"periods": periods})
    assert (reply.status_code, reply.json()["code"]) == (422, "overlapping")
    assert not OpeningHours.objects.exists()


def test_a_week_replaced_meanwhile_is_not_overwritten(admin):
    stale = admin.get(HOURS)["ETag"]
    assert admin.put(HOURS, {"periods": [MONDAY]}, headers={"If-Match": stale}).status_code == 200
    assert admin.put(HOURS, {"periods": []}, headers={"If-Match": stale}).status_code == 412
    assert OpeningHours.objects.count() == 1


def test_only_admins_set_them(employee, customer):
    for client in (employee, customer):
        assert client.put(HOURS, {"periods": []}).status_code == 403


def test_periods_that_touch_are_one(workshop, customer, book, slots):
    workshop(hours=(("08:00", "09:30"), ("09:30", "11:00")), policy={"slot_step_minutes": 30})
    assert slots("2026-11-24") == [f"2026-11-24T{clock}:00Z" for clock in (
        "07:00", "07:30", "08:00", "08:30", "09:00",
    )]  # fmt: skip
    assert book(customer, "2026-11-24T08:00:00Z")["status"] == "pending"


def test_periods_that_touch_at_midnight_are_one(workshop, hire, customer, book, slots):
    workshop(technicians=0, hours=(("22:00", "00:00"), ("00:00", "01:00")), weekdays=(1, 2))
    hire(hours=("18:00", "00:00"), weekdays=(1,), skills=(("mechanics", None),))
    late = "2026-11-24T22:30:00Z"  # 23:30 in Berlin
    assert late not in slots("2026-11-24")
    hire(hours=("00:00", "00:00"))
    assert late in slots("2026-11-24")
    assert "2026-11-24T23:00:00Z" in slots("2026-11-25")
    assert book(customer, late)["end"] == "2026-11-24T23:30:00Z"


def test_a_workshop_that_is_always_open_starts_a_service_at_any_step(workshop, slots):
    workshop(hours=(("00:00", "00:00"),), duration_minutes=1440)
    assert len(slots("2026-11-25")) == 48
