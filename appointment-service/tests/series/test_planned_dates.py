"""What lies beyond the horizon is booked when it reaches it, once."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import OperationalError, connection, transaction

from appointments.models import Allocation, Appointment
from chassis.testing.parallel import at_the_same_time
from resources.models import Policy, ServiceType
from series.models import SeriesDate
from series.tasks import book_what_is_due
from tests.moments import NOW
from tests.series.dates import series_url, statuses


@pytest.mark.shows("AP24")
@pytest.mark.django_db
def test_a_planned_date_is_booked_on_the_day_on_which_the_horizon_reaches_it(
    workshop, make_series, customer, emitted, clock
):
    workshop(policy={"horizon_days": 8})
    made = make_series(customer, count=3).json()
    before = len(emitted("appointment.booked.v1"))
    clock.move_to(NOW + timedelta(days=6, hours=14))
    book_what_is_due()
    assert Appointment.objects.count() == 2
    clock.move_to(NOW + timedelta(days=7))
    for _ in range(2):
        book_what_is_due()
    dates = SeriesDate.objects.filter(series_id=made["id"])
    assert [one.status for one in dates] == ["booked"] * 3
    booked = dates[2].appointment
    assert (booked.start, booked.customer_id, booked.booked_by) == (
        dates[2].start, customer.account_id, customer.account_id,
    )  # fmt: skip
    assert booked.allocations.count() == 3
    news = emitted("appointment.booked.v1")[before:]
    assert [event.data["appointment_id"] for event in news] == [str(booked.id)]


@pytest.mark.shows("AP24")
@pytest.mark.django_db
def test_what_it_is_refused_with_is_kept_and_told(
    workshop, make_series, book, customer, stranger, employee, api, emitted, clock
):
    workshop(policy={"horizon_days": 8})
    made = make_series(customer, count=3).json()
    clock.move_to(NOW + timedelta(days=7))
    book(api.as_customer(), "2026-12-08T08:30:00Z")
    for _ in range(2):
        book_what_is_due()
    shown = api.as_customer(customer.account_id).get(series_url(made)).json()
    assert statuses(shown) == ["booked", "booked", "refused"]
    assert (shown["dates"][2]["code"], len(shown["dates"][2]["alternatives"])) == ("slot_taken", 3)
    (news,) = emitted("series.date_refused.v1")
    assert news.data == {
        "series_id": made["id"],
        "customer_id": str(customer.account_id),
        "vehicle_id": made["vehicle_id"],
        "location_id": made["location_id"],
        "service_type": {"code": "oil-change", "name": "Oil change"},
        "date": "2026-12-08",
        "start": "2026-12-08T08:00:00Z",
        "time_zone": "Europe/Berlin",
        "code": "slot_taken",
        "reason": "",
        "alternatives": [one["start"] for one in shown["dates"][2]["alternatives"]],
    }


@pytest.mark.django_db
def test_the_limit_of_whoever_made_the_series_counts(
    workshop, make_series, vehicle_of, customer, employee, clock
):
    workshop(policy={"horizon_days": 1, "max_open_per_customer": 1})
    vehicle_id = vehicle_of(customer)
    of_theirs = make_series(customer, vehicle_id=vehicle_id, count=2, frequency="daily").json()
    of_staff = make_series(
        employee, vehicle_id=vehicle_id, count=2, frequency="daily", start="2026-11-24T11:00:00Z"
    ).json()
    clock.move_to(NOW + timedelta(hours=15))  # past midnight, and before the first
    book_what_is_due()
    codes = {
        str(one.series_id): one.code for one in SeriesDate.objects.exclude(status="booked").select_related()
    }
    assert codes == {of_theirs["id"]: "too_many_open"}
    assert SeriesDate.objects.filter(series_id=of_staff["id"], status="booked").count() == 2


@pytest.mark.django_db
def test_a_service_that_is_sold_no_longer_is_refused(workshop, make_series, customer, emitted, clock):
    workshop(policy={"horizon_days": 1})
    make_series(customer, count=2)
    ServiceType.objects.update(is_active=False)
    clock.move_to(NOW + timedelta(days=7))
    book_what_is_due()
    assert SeriesDate.objects.get(date="2026-12-01").code == "unknown"
    assert len(emitted("series.date_refused.v1")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("news", "whose"), [("vehicle.removed.v1", "owner_id"), ("vehicle.transferred.v1", "previous_owner_id")]
)
def test_for_a_vehicle_or_an_account_that_is_gone_nothing_more_is_booked(
    workshop, make_series, customer, stranger, deliver, example, clock, news, whose
):
    workshop(policy={"horizon_days": 1})
    first, second = (make_series(one, start=f"2026-11-24T{hour}:00:00Z", count=2).json() for one, hour in (
        (customer, "08"), (stranger, "10"),
    ))  # fmt: skip
    removed = example("vehicle.removed.v1", "vehicleandproject-service")
    assert (
        deliver(
            "vehicle.removed.v1",
            {**removed, "vehicle_id": first["vehicle_id"], "owner_id": first["customer_id"]},
        )
        == "handled"
    )
    account = example("account.changed.v1", "authentication-service")
    closed = {**account, "account_id": second["customer_id"], "is_active": False}
    assert deliver("account.changed.v1", closed) == "handled"
    clock.move_to(NOW + timedelta(days=7))
    book_what_is_due()
    assert {one.status for one in SeriesDate.objects.filter(date="2026-12-01")} == {"cancelled"}


@pytest.mark.shows("AP24")
@pytest.mark.django_db(transaction=True)
def test_however_many_jobs_look_each_date_is_booked_once(workshop, make_series, customer, clock):
    workshop(policy={"horizon_days": 1})
    make_series(customer, count=10, frequency="daily")
    clock.move_to(NOW + timedelta(hours=15))
    Policy.objects.update(horizon_days=20)
    at_the_same_time(*[book_what_is_due] * 8)
    assert_all_booked_once(10)


@pytest.mark.shows("AP24")
@pytest.mark.django_db(transaction=True)
def test_a_job_that_is_killed_in_the_middle_doubles_and_loses_nothing(
    workshop, make_series, customer, clock, meanwhile
):
    workshop(policy={"horizon_days": 1})
    make_series(customer, count=6, frequency="daily")
    clock.move_to(NOW + timedelta(hours=15))
    Policy.objects.update(horizon_days=20)
    with transaction.atomic():
        SeriesDate.objects.select_for_update().get(date="2026-11-27")
        job = meanwhile(book_what_is_due)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pg_backend_pid() = "
                "ANY(pg_blocking_pids(pid))"
            )
        with pytest.raises(OperationalError):
            job.result()
    assert Appointment.objects.count() == 3
    book_what_is_due()
    assert_all_booked_once(6)


def assert_all_booked_once(count):
    dates = list(SeriesDate.objects.all())
    assert [one.status for one in dates] == ["booked"] * count
    assert len({one.appointment_id for one in dates}) == Appointment.objects.count() == count
    assert Allocation.objects.count() == 3 * count
    assert all(first.start < second.start for first, second in pairwise(dates))
