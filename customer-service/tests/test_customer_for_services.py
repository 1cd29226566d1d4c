"""GET /internal/customers/{id}/, which others ask before they store a customer's id or write to them."""

import pytest

from chassis.models import new_id
from customers.models import Customer

pytestmark = pytest.mark.django_db


def url(identity):
    return f"/internal/customers/{identity}/"


@pytest.mark.parametrize("is_active", [True, False])
def test_a_service_reads_whether_there_is_such_a_customer(api, is_active):
    known = {
        "is_active": is_active,
        "email": "ada@example.org",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "company": "Engines Ltd",
        "street": "St James's Square 12",
        "postal_code": "SW1Y 4LE",
        "city": "London",
        "country": "GB",
    }
    customer = Customer.objects.create(**known, phone="+442079460123", emergency_contact_name="Lady Byron")
    answer = api.as_service("vehicleandproject-service").get(url(customer.id))
    assert answer.status_code == 200
    assert answer.json() == {"id": str(customer.id), **known}


def test_whom_nobody_knows_is_not_there_and_is_not_made(api):
    assert api.as_service("appointment-service").get(url(new_id())).status_code == 404
    assert not Customer.objects.exists()


def test_no_person_may_ask(api):
    customer = Customer.objects.create()
    for person in (api.as_customer(customer.id), api.as_employee(), api.as_admin()):
        assert person.get(url(customer.id)).status_code == 403
    assert api.get(url(customer.id)).status_code == 401
