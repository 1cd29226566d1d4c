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


def test_a_chosen_display_name_stays_and_a_new_role_counts(deliver, api, emitted):
    data = account()
    deliver("account.registered.v1", data)
    api.as_customer(data["account_id"]).patch("/api/v1/users/me/", {"display_name": "Countess"})
    published = len(emitted("profile.changed.v1"))
    deliver("account.changed.v1", data | {"first_name": "Augusta", "role": "employee", "is_active": False})
    profile = Profile.objects.get()
    assert (profile.display_name, profile.role, profile.is_active) == ("Countess", "employee", False)
    assert len(emitted("profile.changed.v1")) == published


def test_a_rename_reaches_a_profile_where_nobody_chose_a_name(deliver, api, emitted):
    data = account()
    deliver("account.registered.v1", data)
    customer = api.as_customer(data["account_id"])
    customer.patch("/api/v1/users/me/", {"theme": "dark"})
    deliver("account.changed.v1", data | {"last_name": "Lovelace"})
    assert customer.get("/api/v1/users/me/").json()["display_name"] == "Ada Lovelace"
    event = emitted("profile.changed.v1")[-1]
    assert event.data["display_name"] == "Ada Lovelace"
    assert event.changes == {"display_name": ["Ada Byron", "Ada Lovelace"]}


def test_whoever_takes_their_choice_back_is_shown_by_the_accounts_name(deliver, api):
    data = account()
    deliver("account.registered.v1", data)
    customer = api.as_customer(data["account_id"])
    customer.patch("/api/v1/users/me/", {"display_name": "Countess"})
    answer = customer.patch("/api/v1/users/me/", {"display_name": ""})
    assert (answer.status_code, answer.json()["display_name"]) == (200, "Ada Byron")
    deliver("account.changed.v1", data | {"last_name": "Lovelace"})
    assert customer.get("/api/v1/users/me/").json()["display_name"] == "Ada Lovelace"


@pytest.mark.parametrize(
    ("shown", "then"), [("Countess", "Countess"), ("Ada Byron", "Ada Byron"), ("", "Ada Byron")]
)
def test_of_a_profile_from_before_what_is_not_the_accounts_name_was_chosen(deliver, shown, then):
    data = account()
    Profile.objects.create(id=data["account_id"], display_name=shown)
    deliver("account.changed.v1", data)
    profile = Profile.objects.get()
    assert (profile.display_name, profile.name_is_chosen) == (then, shown == "Countess")


def test_a_rename_reaches_a_profile_from_before_where_nobody_chose_a_name(deliver, api, emitted):
    data = account()
    Profile.objects.create(id=data["account_id"], display_name="Ada Byron")
    renamed = data | {"last_name": "Lovelace"}
    deliver("account.changed.v1", renamed, changes={"last_name": ["Byron", "Lovelace"]})
    me = api.as_customer(data["account_id"]).get("/api/v1/users/me/").json()
    assert me["display_name"] == "Ada Lovelace"
    assert not Profile.objects.get().name_is_chosen
    [event] = emitted("profile.changed.v1")
    assert event.changes == {"display_name": ["Ada Byron", "Ada Lovelace"]}


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
