"""What was paid ahead with the booking, before its project and after it."""

import pytest

from billing.models import Payment
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from tests.answers import answered
from tests.billing.money import eur, payments_url

pytestmark = [pytest.mark.django_db, pytest.mark.shows("PR21")]
PAID_AHEAD = "appointment.deposit_received.v1"


@pytest.fixture
def checked_in(example, register, admin, customer):
    """What is published when the car of an appointment has arrived."""
    vehicle = register(admin, owner_id=str(customer.account_id))
    return {
        **example("appointment.checked_in.v1", "appointment-service"),
        "appointment_id": str(new_id()),
        "customer_id": str(customer.account_id),
        "vehicle_id": vehicle["id"],
    }


@pytest.fixture
def paid_ahead(example, checked_in):
    whose = {name: checked_in[name] for name in ("appointment_id", "customer_id", "vehicle_id")}
    return {**example(PAID_AHEAD, "appointment-service"), **whose}


def test_a_deposit_counts_for_the_project_that_comes_after_it(
    checked_in, paid_ahead, deliver, emitted, example, customer
):
    deliver(PAID_AHEAD, paid_ahead)
    [event] = emitted("payment.received.v1")
    assert event.data.keys() == example(event.name).keys()
    assert (event.data["project_id"], event.data["method"]) == (None, "deposit")
    assert event.data["customer_id"] == str(customer.account_id)
    assert event.data["location_id"] == paid_ahead["location_id"]

    deliver("appointment.checked_in.v1", checked_in)
    [created] = emitted("project.created.v1")
    deliver(created.name, created.data)

    project = Project.objects.get()
    assert (project.balance_amount, project.balance_currency) == (-Payment.objects.get().amount, "EUR")
    [row] = answered(customer.get(payments_url({"id": project.id})))["results"]
    assert (row["kind"], row["method"], row["amount"]) == ("payment", "deposit", eur("17.80"))
    assert row["received_at"] == "2026-11-23T09:15:00Z"


def test_a_deposit_counts_for_the_project_that_is_there(checked_in, paid_ahead, deliver, emitted):
    deliver("appointment.checked_in.v1", checked_in)
    deliver(PAID_AHEAD, paid_ahead)
    project = Project.objects.get()
    assert project.balance_amount == -Payment.objects.get().amount
    [event] = emitted("payment.received.v1")
    assert (event.data["project_id"], event.data["balance"]) == (str(project.id), eur("-17.80"))


def test_older_news_of_a_deposit_say_no_location(paid_ahead, deliver, emitted):
    del paid_ahead["location_id"]
    assert deliver(PAID_AHEAD, paid_ahead) == "handled"
    [event] = emitted("payment.received.v1")
    assert event.data["location_id"] is None


def test_one_appointment_has_one_deposit(paid_ahead, deliver, emitted):
    event_id = new_id()
    assert deliver(PAID_AHEAD, paid_ahead, id=event_id) == "handled"
    assert deliver(PAID_AHEAD, paid_ahead, id=event_id) == "duplicate"
    deliver(PAID_AHEAD, paid_ahead)
    assert Payment.objects.count() == len(emitted("payment.received.v1")) == 1


def test_the_project_of_no_appointment_has_no_deposit(create, customer, paid_ahead, deliver, emitted):
    deliver(PAID_AHEAD, paid_ahead)
    project = create(customer)
    [created] = emitted("project.created.v1")
    deliver(created.name, created.data)
    assert answered(customer.get(payments_url(project)))["results"] == []
    assert Project.objects.get().balance_amount == 0


def test_a_deposit_is_given_back(checked_in, paid_ahead, deliver, emitted, office):
    deliver(PAID_AHEAD, paid_ahead)
    deliver("appointment.checked_in.v1", checked_in)
    url = payments_url({"id": Project.objects.get().id})
    deposit = Payment.objects.get()
    body = {"amount": eur("17.80"), "reason": "The work is not to be done."}
    assert answered(office.post(f"{url}{deposit.id}/refund/", body))["method"] == "deposit"
    assert Project.objects.get().balance_amount == 0
    assert office.post(f"{url}{deposit.id}/refund/", body).json()["refundable"] == "0.00"


@pytest.mark.django_db(transaction=True)
def test_a_deposit_that_comes_while_its_project_begins_counts(checked_in, paid_ahead, deliver, emitted):
    def begin():
        deliver("appointment.checked_in.v1", checked_in)
        [created] = emitted("project.created.v1")
        deliver(created.name, created.data)

    at_the_same_time(begin, lambda: deliver(PAID_AHEAD, paid_ahead))
    assert Project.objects.get().balance_amount == -Payment.objects.get().amount
