import pytest

from chassis.models import new_id
from profiles.models import Profile

pytestmark = pytest.mark.django_db


def card(person):
    return f"/api/v1/users/{person.id}/"


@pytest.fixture
def technician():
    return Profile.objects.create(id=new_id(), display_name="Tom Wrench", role="employee")


@pytest.fixture
def customer():
    return Profile.objects.create(id=new_id(), display_name="Ada", role="customer", locale="de")


def test_a_customer_sees_the_card_of_an_employee_and_no_more(api, technician):
    answer = api.as_customer().get(card(technician))
    assert answer.status_code == 200
    assert answer.json() == {
        "id": str(technician.id),
        "display_name": "Tom Wrench",
        "avatar_url": "",
        "role": "employee",
    }


def test_a_customer_does_not_see_another_customer_or_who_has_left(api, technician, customer):
    assert api.as_customer().get(card(customer)).status_code == 404
    Profile.objects.update(is_active=False)
    assert api.as_customer().get(card(technician)).status_code == 404


def test_staff_see_everybody_and_customers_themselves(api, customer):
    assert api.as_employee().get(card(customer)).status_code == 200
    assert api.as_customer(customer.id).get(card(customer)).status_code == 200
