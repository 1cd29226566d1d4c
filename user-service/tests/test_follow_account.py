import pytest

from chassis.models import new_id
from profiles.models import Profile

pytestmark = pytest.mark.django_db


def account(**changes):
    return {
        "account_id": str(new_id()),
        "email": "ada@example.org",
        "first_name": "Ada",
        "last_name": "Byron",
        "phone": "",
        "role": "customer",
        "is_active": True,
        **changes,
    }


def test_a_registered_account_has_a_profile_with_its_name(deliver):
    data = account()
    assert deliver("account.registered.v1", data) == "handled"
    profile = Profile.objects.get()
    assert (str(profile.id), profile.display_name, profile.role) == (
        data["account_id"],
        "Ada Byron",
        "customer",
    )


def test_a_chosen_display_name_stays_and_a_new_role_counts(deliver, api):
    data = account()
    deliver("account.registered.v1", data)
    Profile.objects.update(display_name="Countess")
    deliver("account.changed.v1", data | {"role": "employee", "is_active": False})
    profile = Profile.objects.get()
    assert (profile.display_name, profile.role, profile.is_active) == ("Countess", "employee", False)


def test_a_profile_that_was_looked_at_first_gets_its_name_later(deliver, api):
    data = account()
    customer = api.as_customer(data["account_id"])
    assert customer.get("/api/v1/users/me/").json()["display_name"] == ""
    deliver("account.registered.v1", data)
    assert customer.get("/api/v1/users/me/").json()["display_name"] == "Ada Byron"


def test_a_name_as_long_as_an_account_may_have_is_cut_and_the_role_counts(deliver):
    deliver("account.registered.v1", account(first_name="x" * 80, last_name="y" * 80, role="employee"))
    profile = Profile.objects.get()
    assert (profile.display_name, profile.role) == ("x" * 80 + " " + "y" * 19, "employee")
