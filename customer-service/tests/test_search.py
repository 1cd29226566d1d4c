"""A search finds people however they are written."""

import pytest

from chassis.models import new_id
from customers.models import Customer

pytestmark = pytest.mark.django_db
URL = "/api/v1/customers/"


@pytest.fixture
def people():
    Customer.objects.bulk_create(
        Customer(id=new_id(), first_name=first, last_name=last, phone=phone, email=f"{first}@example.org")
        for first, last, phone in [
            ("Jürgen", "Müller", "+4930901820"), ("Ida", "100%_Muster", ""),
            ("José", "Nuñez", "+34912345678"),
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first_names"),
    [
        ("muller", ["Jürgen"]),
        ("MÜLLER", ["Jürgen"]),
        ("Mu\u0308ller", ["Jürgen"]),
        ("Müller, Jürgen", ["Jürgen"]),
        ("nunez jose", ["José"]),
        ("030 901820", ["Jürgen"]),
        ("030/901820", ["Jürgen"]),
        ("+49 (30) 901820", ["Jürgen"]),
        ("\u00a0ida\u3000", ["Ida"]),
        ("100%_", ["Ida"]),
        ("%", ["Ida"]),
        ("_", ["Ida"]),
        ("\\", []),
        ("m2ller", []),
    ],
)
def test_a_person_is_found_however_they_are_written(api, people, text, first_names):
    reply = api.as_employee().get(URL, {"search": text})
    assert reply.status_code == 200
    assert [customer["first_name"] for customer in reply.json()["results"]] == first_names


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\x00b", "a\nb"])
def test_what_nobody_can_be_called_is_no_search(api, text):
    reply = api.as_employee().get(URL, {"search": text})
    assert reply.status_code == 400
    assert [error["field"] for error in reply.json()["errors"]] == ["search"]
