import pytest

from chassis.models import new_id
from customers.models import Customer

pytestmark = pytest.mark.django_db

CUSTOMERS = "/api/v1/customers/"


@pytest.fixture
def ada():
    return Customer.objects.create(id=new_id(), first_name="Ada", last_name="Byron", email="ada@example.org")


@pytest.fixture
def grace():
    return Customer.objects.create(id=new_id(), first_name="Grace", last_name="Hopper", phone="+12025550123")


def names(answer):
    return [row["first_name"] for row in answer.json()["results"]]


def test_staff_search_by_part_of_a_name_or_number(api, ada, grace):
    employee = api.as_employee()
    assert names(employee.get(CUSTOMERS, {"search": "byr"})) == ["Ada"]
    assert names(employee.get(CUSTOMERS, {"search": "555 grace"})) == ["Grace"]
    assert names(employee.get(CUSTOMERS, {"ordering": "last_name"})) == ["Ada", "Grace"]
    assert names(employee.get(CUSTOMERS, {"email": "ADA@example.org"})) == ["Ada"]


def test_a_misspelt_filter_is_refused(api, ada):
    answer = api.as_employee().get(CUSTOMERS, {"emial": "ada@example.org"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "emial"


def test_customers_do_not_list_and_know_only_themselves(api, ada):
    stranger = api.as_customer()
    assert stranger.get(CUSTOMERS).status_code == 403
    assert stranger.get(f"{CUSTOMERS}{ada.id}/").status_code == 404
    assert stranger.patch(f"{CUSTOMERS}{ada.id}/", {"company": "x"}).status_code == 404
    assert api.as_customer(ada.id).get(f"{CUSTOMERS}{ada.id}/").status_code == 200
    assert Customer.objects.get().company == ""


def test_staff_read_and_change_one(api, ada, emitted):
    employee = api.as_employee()
    assert employee.get(f"{CUSTOMERS}{ada.id}/").json()["last_name"] == "Byron"
    answer = employee.patch(f"{CUSTOMERS}{ada.id}/", {"company": "Engines"})
    assert answer.status_code == 200
    assert Customer.objects.get(pk=ada.id).company == "Engines"
    assert emitted("customer.changed.v1")
    assert employee.get(f"{CUSTOMERS}{new_id()}/").status_code == 404
    assert employee.patch(f"{CUSTOMERS}{new_id()}/", {"company": "x"}).status_code == 404


def test_a_page_costs_one_query_whatever_its_length(api, django_assert_num_queries):
    Customer.objects.bulk_create(Customer(id=new_id(), first_name=str(number)) for number in range(30))
    with django_assert_num_queries(1):
        assert len(names(api.as_admin().get(CUSTOMERS))) == 25


@pytest.mark.parametrize("consent", ["marketing", "reminders"])
def test_only_the_person_gives_a_consent(api, ada, emitted, consent):
    ada.update({f"consents_to_{consent}": False})
    data = {"consents": {consent: True}}
    for staff in (api.as_employee(), api.as_admin()):
        answer = staff.patch(f"{CUSTOMERS}{ada.id}/", data)
        assert (answer.status_code, answer.json()["code"]) == (403, "consent_is_theirs")
    assert not getattr(Customer.objects.get(), f"consents_to_{consent}")
    assert not emitted()
    assert api.as_customer(ada.id).patch(f"{CUSTOMERS}{ada.id}/", data).status_code == 200
    assert getattr(Customer.objects.get(), f"consents_to_{consent}")


def test_staff_withdraw_a_consent_for_them_and_leave_a_given_one_as_it_is(api, ada, emitted):
    ada.update({"consents_to_marketing": True})
    employee = api.as_employee()
    assert employee.patch(f"{CUSTOMERS}{ada.id}/", {"consents": {"marketing": True}}).status_code == 200
    assert not emitted()
    answer = employee.patch(f"{CUSTOMERS}{ada.id}/", {"consents": {"marketing": False}})
    assert (answer.status_code, answer.json()["consents"]["marketing"]) == (200, False)
    [event] = emitted("customer.changed.v1")
    assert event.data["consents"]["marketing"] is False
