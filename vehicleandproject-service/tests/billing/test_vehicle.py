"""What an invoice says of the vehicle, however late it is issued."""

import pytest

from tests.answers import answered
from tests.billing.rows import ready_work
from tests.urls import PROJECTS, VEHICLES
from tests.vehicles.vins import GOOD_VIN

pytestmark = pytest.mark.django_db

INVOICES = f"{PROJECTS}invoices/"


@pytest.fixture
def read_at(employee):
    """Note what the odometer of a vehicle reads."""

    def note(vehicle, km):
        answered(employee.post(f"{VEHICLES}{vehicle.pk}/odometer/", {"value": km}))

    return note


def test_a_late_invoice_says_what_the_odometer_had_read_at_the_hand_over(customer, employee, issue, read_at):
    project = ready_work(customer.account_id)
    read_at(project.vehicle, 100)
    assert issue(project)["content"]["vehicle"]["odometer"]["value"] == 100

    late = ready_work(customer.account_id)
    read_at(late.vehicle, 100)
    answered(employee.post(f"{PROJECTS}{late.pk}/deliver/"))
    read_at(late.vehicle, 200)
    assert issue(late)["content"]["vehicle"]["odometer"]["value"] == 100


def test_what_a_later_owner_enters_is_on_no_invoice_of_the_one_before(
    customer, stranger, employee, office, issue, read_at, bookings
):
    project = ready_work(customer.account_id)
    project.vehicle.update({"plate": "B OLD 1", "plate_country": "DE", "vin": GOOD_VIN})
    read_at(project.vehicle, 100)
    answered(employee.post(f"{PROJECTS}{project.pk}/deliver/"))
    url = f"{VEHICLES}{project.vehicle_id}/"
    before = issue(project)
    answered(employee.post(f"{url}transfer/", {"owner_id": str(stranger.account_id)}))
    answered(stranger.patch(url, {"plate": "B NEW 1"}))
    read_at(project.vehicle, 200)
    answered(office.post(f"{INVOICES}{before['id']}/void/", {"reason": "A typing mistake."}))

    shown = issue(project)["content"]["vehicle"]

    known = before["content"]["vehicle"]
    assert (known["plate"], known["odometer"]["value"]) == ("B OLD 1", 100)
    assert shown == {**known, "plate": "", "plate_country": ""}
    assert shown["vin"] == GOOD_VIN
