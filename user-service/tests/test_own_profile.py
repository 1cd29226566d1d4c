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


@pytest.mark.shows("US01")
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
    ("data", "field", "code"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone", "unknown_time_zone"),
        ({"locale": "de_CH"}, "locale", "invalid"),
        ({"avatar_url": "http://example.org/a.png"}, "avatar_url", "not_secure"),
        ({"avatar_url": "ftp://example.org/a.png"}, "avatar_url", "not_secure"),
        ({"theme": "pink"}, "theme", "invalid_choice"),
        ({"role": "admin"}, "role", "unknown_field"),
        ({"preferences": {"a": "x" * 5000}}, "preferences", "too_large"),
        ({"preferences": {"a\x00": [1]}}, "preferences", "null_characters_not_allowed"),
        ({"preferences": {"a": [{"b": "\x00"}]}}, "preferences", "null_characters_not_allowed"),
    ],
)
def test_what_is_not_well_formed_is_named_and_changes_nothing(api, emitted, data, field, code):
    customer = api.as_customer()
    answer = customer.patch(ME, data)
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


@pytest.mark.shows("US01")
@pytest.mark.parametrize(
    ("tag", "stored"),
    [
        ("de", "de"),
        ("DE-ch", "de-CH"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sl-rozaj-biske-1994", "sl-rozaj-biske-1994"),
        ("de-CH-1996", "de-CH-1996"),
        ("zh-yue-HK", "zh-yue-HK"),
        ("en-US-u-hc-h12", "en-US-u-hc-h12"),
        ("de-x-praxis", "de-x-praxis"),
        ("x-whatever", "x-whatever"),
    ],
)
def test_a_language_tag_is_taken_as_bcp_47_has_it(api, tag, stored):
    customer = api.as_customer()
    answer = customer.patch(ME, {"locale": tag})
    assert (answer.status_code, answer.json()["locale"]) == (200, stored)
    assert Profile.objects.get().locale == stored


@pytest.mark.parametrize(
    "tag",
    ["", "e", "de_CH", "de-", "german!", "de-DE-DE", "en-u", "de-1996-1996", "en-a-bb-a-cc", "ü", "e" * 36],
)
def test_what_is_no_language_tag_is_refused_and_the_refusal_says_the_form(api, tag):
    [error] = api.as_customer().patch(ME, {"locale": tag}).json()["errors"]
    assert error["field"] == "locale"
    assert "such as en, de-CH or zh-Hant-TW" in error["message"] or error["code"] == "blank"


def test_text_that_only_looks_like_a_null_character_is_kept(api):
    data = {"pattern": r"\u0000", r"\\u0000": "a"}
    customer = api.as_customer()
    assert customer.patch(ME, {"preferences": data}).status_code == 200
    assert customer.get(ME).json()["preferences"] == data
