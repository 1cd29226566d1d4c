"""When a service will be due, forecast from readings, and what that rests on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_plans.forecast import Basis, DueBy, Known, Pace, forecast, pace_between, reached_on
from tests.service_plans.moments import NOW
from tests.urls import VEHICLES

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
FAR = st.integers(0, 200_000)


@st.composite
def paces(draw):
    first, first_km = draw(DAYS), draw(FAR)
    days, km = draw(st.integers(14, 365)), draw(FAR)
    pace = pace_between(
        first, first_km, first + timedelta(days=days), first_km + km, draw(st.integers(2, 99))
    )
    assert pace
    return pace


@pytest.mark.shows("VE07")
@given(pace=paces(), due_km=st.integers(0, 600_000))
def test_readings_that_rise_never_predict_a_day_before_the_last(pace, due_km):
    on = reached_on(due_km, pace)
    assert on is None or on >= pace.last


@pytest.mark.shows("VE07")
@given(pace=paces(), due_km=st.integers(0, 600_000), further=FAR)
def test_what_is_due_further_on_is_never_predicted_earlier(pace, due_km, further):
    near, far = reached_on(due_km, pace), reached_on(due_km + further, pace)
    assert far is None or (near is not None and near <= far)


@pytest.mark.shows("VE07")
@given(
    first=DAYS, km=FAR, per_day=st.integers(1, 2_000), days=st.integers(14, 365), ahead=st.integers(0, 3_650)
)
def test_a_constant_pace_is_predicted_to_the_day(first, km, per_day, days, ahead):
    last = first + timedelta(days=days)
    pace = pace_between(first, km, last, km + per_day * days, 2)
    assert reached_on(km + per_day * (days + ahead), pace) == last + timedelta(days=ahead)


@pytest.mark.shows("VE07")
@given(due_on=DAYS, due_km=FAR, pace=paces(), today=DAYS)
def test_of_distance_and_date_the_earlier_is_predicted(due_on, due_km, pace, today):
    found = forecast(due_on, due_km, Known(today, pace.reached_km, pace))
    by_distance = reached_on(due_km, pace)
    assert found.on == min(day for day in (due_on, by_distance) if day)
    assert (found.basis == Basis.READINGS) == (by_distance is not None and by_distance < due_on)


@pytest.mark.shows("VE07")
def test_of_too_little_nothing_is_claimed():
    day = date(2026, 1, 1)
    assert pace_between(day, 1, day + timedelta(days=13), 500, 9) is None
    standing = Pace(day, day + timedelta(days=20), 0, 500, 2)
    assert reached_on(501, standing) is None
    slow = Pace(day, day + timedelta(days=365), 1, 500, 2)
    assert reached_on(511, slow) is None
    assert forecast(None, 501, Known(day, 500)) == forecast(None, 501, Known(day, 500, standing))
    assert forecast(None, 501, Known(day, 500)).basis == Basis.NONE
    assert forecast(None, 501, Known(day, 500)).by == DueBy.DISTANCE


@pytest.mark.shows("VE07")
def test_a_reminder_is_predicted_from_the_readings_of_a_year(remind, read_before):
    read_before(10_000, NOW - timedelta(days=400))
    read_before(38_000, NOW - timedelta(days=100))
    read_before(41_000, NOW - timedelta(days=70), voided_at=NOW)
    made = remind(every_km=4_000, every_months=12)
    assert made["predicted_on"] == "2027-03-03"
    assert made["next_due_by"] == "distance"
    assert made["basis"] == {
        "kind": "readings", "km_per_day": "40.0", "from": "2026-08-15", "to": "2026-11-23", "readings": 2,
    }  # fmt: skip


@pytest.mark.shows("VE07")
def test_without_readings_the_date_is_what_is_known_and_without_a_date_nothing(remind):
    no_pace = {"km_per_day": None, "from": None, "to": None, "readings": 0}
    by_date = remind(every_km=4_000, every_months=12)
    assert (by_date["predicted_on"], by_date["basis"]) == ("2027-11-23", {"kind": "date", **no_pace})
    unknown = remind(every_km=4_000)
    assert (unknown["predicted_on"], unknown["basis"]) == (None, {"kind": "none", **no_pace})


@pytest.mark.shows("VE07")
def test_void_readings_count_for_nothing_and_exchanged_instruments_go_on(remind, read_before, car, employee):
    read_before(20_000, NOW - timedelta(days=300), voided_at=NOW)
    read_before(32_000, NOW - timedelta(days=100))
    exchanged = {"value": 0, "exchanged": True, "reason": "The display broke."}
    assert employee.post(f"{VEHICLES}{car['id']}/odometer/", exchanged).json()["distance_km"] == 42_000
    made = remind(every_km=1_000)
    assert (made["due_km"], made["predicted_on"]) == (43_000, "2026-12-03")
    assert (made["basis"]["km_per_day"], made["basis"]["readings"]) == ("100.0", 3)
