import pytest

from chassis.models import new_id
from profiles.models import Profile

pytestmark = pytest.mark.django_db


def card(person):
    return f"/api/v1/users/{person.id}/"


@pytest.fixture
def technicians_profile():
    return Profile.objects.create(id=new_id(), display_name="Tom Wrench", role="employee")


@pytest.fixture
def customers_profile():
    return Profile.objects.create(id=new_id(), display_name="Ada", role="customer", locale="de")


def test_a_customer_sees_the_card_of_an_employee_and_no_more(api, technicians_profile):
    answer = api.as_customer().get(card(technicians_profile))
    assert answer.status_code == 200
    assert answer.json() == {
        "id": str(technicians_profile.id),
        "display_name": "Tom Wrench",
        "avatar_url": "",
        "role": "employee",
    }


def test_a_customer_does_not_see_another_customer_or_who_has_left(
    api, technicians_profile, customers_profile
):
    assert api.as_customer().get(card(customers_profile)).status_code == 404
    Profile.objects.update(is_active=False)
    assert api.as_customer().get(card(technicians_profile)).status_code == 404


def test_staff_see_everybody_and_customers_themselves(api, customers_profile):
    assert api.as_employee().get(card(customers_profile)).status_code == 200
    assert api.as_customer(customers_profile.id).get(card(customers_profile)).status_code == 200
