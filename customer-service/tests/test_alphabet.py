"""Customers are listed in the order of an alphabet, whatever the database cluster's own is."""

import pytest

from chassis.models import new_id
from customers.models import Customer

pytestmark = pytest.mark.django_db
URL = "/api/v1/customers/"
IN_ORDER = [
    "Adler",
    "Åkesson",
    "Ärmel",
    "de Vries",
    "Müller",
    "Muster",
    "Özdemir",
    "Zander",
]


def pages(client, ordering):
    path = f"{URL}?ordering={ordering}&page_size=1"
    while path:
        page = client.get(path).json()
        yield from (customer["last_name"] for customer in page["results"])
        path = page["next"]


def test_the_list_and_its_pages_follow_the_alphabet(api):
    Customer.objects.bulk_create(Customer(id=new_id(), last_name=name) for name in reversed(IN_ORDER))
    employee = api.as_employee()
    assert list(pages(employee, "last_name")) == IN_ORDER
    assert list(pages(employee, "-last_name")) == IN_ORDER[::-1]
