import pytest

from profiles.models import Profile

pytestmark = pytest.mark.django_db

ME = "/api/v1/users/me/"


def test_a_profile_exists_from_the_first_look(api):
    customer = api.as_customer()
    answer = customer.get(ME)
    assert answer.status_code == 200
    assert answer.json()["id"] == str(customer.account_id)
    assert Profile.objects.get().id == customer.account_id
    assert customer.get(ME)["ETag"] == answer["ETag"]


def test_without_a_token_it_is_401(api):
    answer = api.get(ME)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert not Profile.objects.exists()


def test_a_change_is_stored_and_told(api, emitted):
    customer = api.as_customer()
    answer = customer.patch(
        ME, {"display_name": "Ada", "time_zone": "Asia/Kathmandu", "preferences": {"a": [1]}}
    )
    assert answer.status_code == 200
    profile = Profile.objects.get(pk=customer.account_id)
    assert (profile.display_name, profile.time_zone, profile.preferences) == (
        "Ada",
        "Asia/Kathmandu",
        {"a": [1]},
    )
    assert answer.json()["preferences"] == {"a": [1]}
    [event] = emitted("profile.changed.v1")
    assert event.data == {
        "account_id": str(customer.account_id),
        "display_name": "Ada",
        "locale": "en",
        "time_zone": "Asia/Kathmandu",
    }


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone", "unknown_time_zone"),
        ({"locale": "english"}, "locale", "invalid"),
        ({"theme": "pink"}, "theme", "invalid_choice"),
        ({"role": "admin"}, "role", "unknown_field"),
        ({"preferences": {"a": "x" * 5000}}, "preferences", "too_large"),
        ({"preferences": {"a": "\x00"}}, "preferences", "null_characters_not_allowed"),
    ],
)
def test_what_is_not_well_formed_is_named_and_changes_nothing(api, emitted, given, field, code):
    customer = api.as_customer()
    answer = customer.patch(ME, given)
    assert answer.status_code == 400
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]
    assert not emitted()


def test_what_was_so_before_is_no_news(api, emitted):
    customer = api.as_customer()
    customer.patch(ME, {"theme": "dark"})
    assert customer.patch(ME, {"theme": "dark"}).status_code == 200
    assert len(emitted("profile.changed.v1")) == 1


def test_a_stale_if_match_changes_nothing(api):
    customer = api.as_customer()
    read = customer.get(ME)
    customer.patch(ME, {"theme": "dark"})
    answer = customer.patch(ME, {"theme": "light"}, headers={"If-Match": read["ETag"]})
    assert answer.status_code == 412
    assert Profile.objects.get().theme == "dark"
