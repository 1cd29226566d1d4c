"""Making series: each date is booked by itself."""

import pytest

from appointments.local_time import instant_text
from appointments.models import Allocation, Appointment
from chassis.api.idempotency.models import StoredReply
from chassis.models import new_id
from resources.models import ServiceType
from series.models import Series, SeriesDate
from tests.series.dates import series_url, statuses
from tests.urls import URL

pytestmark = pytest.mark.django_db


@pytest.mark.shows("AP24")
def test_each_date_is_booked_and_says_with_which_appointment(workshop, make_series, customer, emitted):
    workshop()
    reply = make_series(customer, count=3, notes="The blue van.")
    assert reply.status_code == 201, reply.json()
    made = reply.json()
    assert (made["starts_on"], made["starts_at"], made["time_zone"]) == (
        "2026-11-24",
        "09:00",
        "Europe/Berlin",
    )
    assert [one["start"] for one in made["dates"]] == [
        "2026-11-24T08:00:00Z", "2026-12-01T08:00:00Z", "2026-12-08T08:00:00Z",
    ]  # fmt: skip
    assert statuses(made) == ["booked"] * 3
    booked = [Appointment.objects.get(pk=one["appointment_id"]) for one in made["dates"]]
    assert {(one.status, one.notes, str(one.customer_id)) for one in booked} == {
        ("pending", "The blue van.", str(customer.account_id))
    }
    assert [one.allocations.count() for one in booked] == [3, 3, 3]
    assert [str(event.subject) for event in emitted("appointment.booked.v1")] == [
        one["appointment_id"] for one in made["dates"]
    ]
    assert customer.get(series_url(made)).json() == made
    assert customer.get(f"{URL}series/").json()["results"] == [
        {name: value for name, value in made.items() if name != "dates"}
    ]


@pytest.mark.shows("AP24")
def test_a_date_that_is_taken_is_refused_as_a_booking_is_and_leaves_the_others(
    workshop, make_series, try_to_book, book, customer, stranger, emitted
):
    workshop()
    book(stranger, "2026-12-01T08:30:00Z")
    alone = try_to_book(customer, "2026-12-01T08:00:00Z").json()
    made = make_series(customer, count=3).json()
    assert statuses(made) == ["booked", "refused", "booked"]
    refused = made["dates"][1]
    assert {name: refused[name] for name in ("code", "detail", "alternatives")} == {
        name: alone[name] for name in ("code", "detail", "alternatives")
    }
    assert (refused["code"], refused["appointment_id"], len(refused["alternatives"])) == (
        "slot_taken",
        None,
        3,
    )
    assert Appointment.objects.count() == 3
    assert not emitted("series.date_refused.v1")


def test_a_date_on_which_the_workshop_is_closed_says_why(workshop, make_series, customer):
    workshop(weekdays=range(5))
    made = make_series(customer, start="2026-11-27T08:00:00Z", frequency="daily", count=3).json()
    assert statuses(made) == ["booked", "refused", "refused"]
    assert (made["dates"][1]["code"], made["dates"][1]["reason"]) == ("not_a_slot", "closed")


@pytest.mark.shows("AP24")
def test_each_date_is_a_visit_of_several_services(workshop, make_series, customer):
    wash = ServiceType.objects.get(pk=workshop().pk)
    wash.pk, wash.code = new_id(), "wash"
    wash.save(force_insert=True)
    made = make_series(customer, service_type=None, services=["oil-change", "wash"], count=2).json()
    assert (made["service_type"], made["services"]) == ("oil-change", ["oil-change", "wash"])
    assert statuses(made) == ["booked", "booked"]
    booked = Appointment.objects.get(pk=made["dates"][1]["appointment_id"])
    assert [one["service_type"] for one in booked.services] == ["oil-change", "wash"]
    reply = make_series(customer, service_type=None, services=["oil-change", "polish"], count=2)
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [("services.1", "unknown")]


@pytest.mark.shows("AP24")
def test_what_lies_beyond_the_horizon_is_planned(workshop, make_series, customer):
    workshop(policy={"horizon_days": 8})
    made = make_series(customer, count=3).json()
    assert statuses(made) == ["booked", "booked", "planned"]
    assert made["dates"][2]["start"] == "2026-12-08T08:00:00Z"
    assert Appointment.objects.count() == 2


def test_the_clock_reads_the_same_when_it_is_put_forward(workshop, make_series, customer):
    workshop(policy={"horizon_days": 200})
    made = make_series(customer, interval=2, until="2027-04-20").json()
    assert [one["start"] for one in made["dates"]][-4:] == [
        "2027-03-02T08:00:00Z", "2027-03-16T08:00:00Z", "2027-03-30T07:00:00Z", "2027-04-13T07:00:00Z",
    ]  # fmt: skip
    assert set(statuses(made)) == {"booked"}


@pytest.mark.shows("AP24")
def test_a_date_on_which_the_clock_skips_its_hour_is_refused_and_takes_nothing(
    workshop, make_series, customer, emitted
):
    workshop(hours=(("01:00", "05:00"),), policy={"horizon_days": 200})
    made = make_series(customer, start="2027-03-27T01:30:00Z", frequency="daily", count=3).json()
    assert made["starts_at"] == "02:30"
    assert statuses(made) == ["booked", "refused", "booked"]
    assert (made["dates"][1]["code"], made["dates"][1]["reason"]) == ("not_a_slot", "between_slots")
    starts = ["2027-03-27T01:30:00Z", "2027-03-29T00:30:00Z"]
    assert [event.data["start"] for event in emitted("appointment.booked.v1")] == starts
    assert sorted(instant_text(one.start) for one in Appointment.objects.all()) == starts
    assert Allocation.objects.count() == 6


def test_exceptions_are_left_out_and_count(workshop, make_series, customer):
    workshop()
    made = make_series(customer, count=3, exceptions=["2026-12-01"]).json()
    assert [one["date"] for one in made["dates"]] == ["2026-11-24", "2026-12-08"]
    assert made["exceptions"] == ["2026-12-01"]


def test_a_customers_limit_counts_for_each_date_and_the_staffs_series_pass_it(
    workshop, make_series, customer, employee, vehicle_of
):
    workshop(policy={"max_open_per_customer": 2})
    made = make_series(customer, count=3).json()
    assert [one["code"] for one in made["dates"]] == ["", "", "too_many_open"]
    of_theirs = make_series(employee, count=3, start="2026-11-24T10:00:00Z", vehicle_id=vehicle_of(customer))
    assert statuses(of_theirs.json()) == ["booked"] * 3
    assert of_theirs.json()["customer_id"] == str(customer.account_id)
    assert of_theirs.json()["made_by"] == str(employee.account_id)
    booked = Appointment.objects.filter(pk__in=[one["appointment_id"] for one in of_theirs.json()["dates"]])
    assert {one.booked_by for one in booked} == {employee.account_id}


def test_a_customer_has_at_most_twenty_series_with_dates_to_come(workshop, make_series, customer, employee):
    workshop(policy={"horizon_days": 1})
    for _ in range(20):
        assert make_series(customer, start="2027-01-05T08:00:00Z", count=1).status_code == 201
    reply = make_series(customer, start="2027-01-05T08:00:00Z", count=1)
    assert (reply.status_code, reply.json()["code"], reply.json()["limit"]) == (409, "too_many_series", 20)
    assert Series.objects.count() == 20
    assert make_series(employee, start="2027-01-05T08:00:00Z", count=1).status_code == 201


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({}, "until", "no_end"),
        ({"count": 2, "until": "2026-12-24"}, "count", "two_ends"),
        ({"count": 105}, "count", "max_value"),
        ({"count": 0}, "count", "min_value"),
        ({"count": 30, "frequency": "monthly"}, "count", "series_too_long"),
        ({"until": "2029-01-01"}, "until", "series_too_long"),
        ({"until": "2026-11-01"}, "until", "no_dates"),
        ({"count": 1, "exceptions": ["2026-11-24"]}, "exceptions", "no_dates"),
        ({"count": 2, "exceptions": ["2026-11-25"]}, "exceptions", "not_of_the_series"),
        ({"count": 2, "frequency": "yearly"}, "frequency", "invalid_choice"),
        ({"count": 2, "interval": 0}, "interval", "min_value"),
        ({"count": 2, "service_type": "brakes"}, "service_type", "unknown"),
        ({"count": 2, "location_id": str(new_id())}, "service_type", "unknown"),
        ({"count": 2, "start": "2026-11-24T08:00:00"}, "start", "no_offset"),
        ({"count": 2, "hold_id": str(new_id())}, "hold_id", "unknown_field"),
    ],
)
def test_what_is_no_series_is_400_and_makes_nothing(workshop, make_series, customer, changes, field, code):
    workshop()
    reply = make_series(customer, **changes)
    assert reply.status_code == 400
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [(field, code)]
    assert not Series.objects.exists()
    assert not Appointment.objects.exists()


def test_customers_make_and_see_series_of_their_own_and_staff_all(
    workshop, make_series, vehicle_of, customer, stranger, employee, api
):
    workshop()
    vehicle_id = vehicle_of(customer)
    assert make_series(stranger, vehicle_id=vehicle_id, count=1).status_code == 400
    made = make_series(customer, vehicle_id=vehicle_id, count=1).json()
    for path in (series_url(made), series_url(made, "change"), series_url(made, "cancel")):
        body = {"starts_at": "10:00"} if "change" in path else {}
        asked = stranger.get(path) if path == series_url(made) else stranger.post(path, body)
        assert asked.status_code == 404
    assert stranger.get(f"{URL}series/").json()["results"] == []
    assert employee.get(series_url(made)).status_code == 200
    assert [one["id"] for one in employee.get(f"{URL}series/").json()["results"]] == [made["id"]]
    assert api.get(f"{URL}series/").status_code == 401


def test_a_request_that_is_repeated_makes_one_series(workshop, make_series, vehicle_of, customer):
    workshop()
    sent = {"vehicle_id": vehicle_of(customer), "count": 2, "headers": {"Idempotency-Key": "one"}}
    first, second = (make_series(customer, **sent) for _ in range(2))
    assert (second.json(), second["Idempotency-Replayed"]) == (first.json(), "true")
    assert (Series.objects.count(), Appointment.objects.count()) == (1, 2)
    other = make_series(customer, **{**sent, "count": 3})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_who_repeats_what_was_cut_off_gets_the_rest_booked(workshop, make_series, vehicle_of, customer):
    workshop()
    sent = {"vehicle_id": vehicle_of(customer), "count": 3, "headers": {"Idempotency-Key": "one"}}
    first = make_series(customer, **sent).json()
    cut_off()
    other = make_series(customer, **{**sent, "count": 4})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    made = make_series(customer, **sent).json()
    assert (made["id"], statuses(made)) == (first["id"], ["booked"] * 3)
    assert (Series.objects.count(), Appointment.objects.count()) == (1, 3)


def cut_off():
    """As if it had ended after its first date was booked, before anything was answered."""
    StoredReply.objects.all().delete()
    for one in SeriesDate.objects.all()[1:]:
        reservation = one.appointment.reservation
        one.appointment, one.status = None, "planned"
        one.save()
        reservation.delete()
