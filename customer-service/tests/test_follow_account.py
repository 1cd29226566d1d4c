import pytest

from chassis.models import new_id
from customers.models import Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return {
        "account_id": str(new_id()),
        "email": "ada@example.org",
        "first_name": "Ada",
        "last_name": "Byron",
        "phone": "+41446681800",
        "role": "customer",
        "is_active": True,
    }


def test_a_registered_customer_is_a_customer(deliver, account):
    deliver("account.registered.v1", account)
    customer = Customer.objects.get()
    assert str(customer.id) == account["account_id"]
    assert (customer.email, customer.phone) == ("ada@example.org", "+41446681800")


def test_an_employee_is_none(deliver, account):
    deliver("account.registered.v1", account | {"role": "employee"})
    assert not Customer.objects.exists()


def test_what_the_customer_told_stays_when_the_account_changes(deliver, account, api):
    customer = api.as_customer(account["account_id"])
    customer.patch("/api/v1/customers/me/", {"company": "Engines"})
    deliver("account.registered.v1", account)
    deliver("account.changed.v1", account | {"last_name": "Lovelace", "role": "employee"})
    row = Customer.objects.get()
    assert (row.company, row.last_name) == ("Engines", "Lovelace")
