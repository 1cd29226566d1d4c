import pytest

from customers.models import Customer

pytestmark = pytest.mark.django_db

ME = "/api/v1/customers/me/"


def test_a_customer_exists_from_the_first_look(api):
    customer = api.as_customer()
    answer = customer.get(ME)
    assert answer.status_code == 200
    assert answer.json()["id"] == str(customer.account_id)
    assert answer.json()["address"] == {"street": "", "postal_code": "", "city": "", "country": ""}
    assert Customer.objects.get().id == customer.account_id


def test_a_change_is_stored_and_told(api, emitted, example):
    customer = api.as_customer()
    answer = customer.patch(
        ME,
        {
            "address": {"city": "Bern", "country": "CH"},
            "emergency_contact": {"name": "Grace", "phone": "+41 44 668 18 00"},
            "consents": {"marketing": True},
        },
    )
    assert answer.status_code == 200
    body = answer.json()
    assert body["address"]["city"] == "Bern"
    assert body["emergency_contact"] == {"name": "Grace", "phone": "+41446681800"}
    assert body["consents"] == {"marketing": True, "reminders": True, "sms": False}
    row = Customer.objects.get(pk=customer.account_id)
    assert (row.city, row.country, row.consents_to_marketing) == ("Bern", "CH", True)
    [event] = emitted("customer.changed.v1")
    assert event.data.keys() == example("customer.changed.v1").keys()
    assert event.data["consents"] == {"marketing": True, "reminders": True}


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        ({"address": {"country": "Germany"}}, "address.country", "invalid"),
        ({"address": {"planet": "Mars"}}, "address.planet", "unknown_field"),
        ({"emergency_contact": {"phone": "12"}}, "emergency_contact.phone", "invalid_phone"),
        (
            {"emergency_contact": {"phone": "+49 30 901820 ext. 5"}},
            "emergency_contact.phone",
            "invalid_phone",
        ),
        ({"contact_preference": "pigeon"}, "contact_preference", "invalid_choice"),
        ({"email": "new@example.org"}, "email", "unknown_field"),
        ({"address": "Bern"}, "address", "invalid"),
    ],
)
def test_what_is_not_well_formed_is_named_and_changes_nothing(api, emitted, data, field, code):
    answer = api.as_customer().patch(ME, data)
    assert answer.status_code == 400
    named = [(error["field"], error["code"]) for error in answer.json()["errors"]]
    assert named == [(field, code)]
    assert not emitted()


def test_it_is_for_customers(api):
    assert api.get(ME).status_code == 401
    assert api.as_employee().get(ME).status_code == 403
    assert not Customer.objects.exists()


def test_what_was_so_before_is_no_news(api, emitted):
    customer = api.as_customer()
    customer.patch(ME, {"company": "Byron & Co"})
    assert customer.patch(ME, {"company": "Byron & Co"}).status_code == 200
    assert len(emitted("customer.changed.v1")) == 1


def test_a_stale_if_match_changes_nothing(api):
    customer = api.as_customer()
    read = customer.get(ME)
    customer.patch(ME, {"company": "One"})
    assert customer.patch(ME, {"company": "Two"}, headers={"If-Match": read["ETag"]}).status_code == 412
    assert Customer.objects.get().company == "One"
