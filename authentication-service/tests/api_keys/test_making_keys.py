"""Rule: a key is shown once and kept as its hash; making one needs a recent sign-in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Account, Session
from api_keys.errors import MOST_KEYS
from api_keys.models import ApiKey
from chassis.auth.scopes import SCOPES
from chassis.bearer_codes import digest_of
from chassis.testing.parallel import at_the_same_time
from tests.api_keys.urls import KEYS

pytestmark = pytest.mark.django_db
BODY = {"name": "A script", "scopes": ["vehicles:read"]}


def test_a_key_is_shown_this_once(make_key):
    holder = make_key(scopes=["vehicles:read", "appointments:write", "vehicles:read"])
    assert holder.text.startswith("sea_")
    assert len(holder.text) == 47
    shown = holder.person.get(f"{KEYS}{holder.key_id}/").json()
    assert shown["scopes"] == ["appointments:write", "vehicles:read"]
    assert (shown["name"], shown["prefix"]) == ("A script", holder.text[:8])
    assert (shown["expires_at"], shown["last_used_at"]) == (None, None)
    assert "key" not in shown
    assert holder.person.get(KEYS).json()["results"] == [shown]


def test_no_cache_keeps_it(register, bearing):
    made = bearing(register()["access"]).post(KEYS, BODY)
    assert made.headers["Cache-Control"] == "no-store"


@pytest.mark.shows("AU09")
def test_its_hash_is_stored_and_the_key_is_not(make_key):
    holder = make_key()
    with connection.cursor() as cursor:
        cursor.execute("SELECT k::text FROM api_keys_apikey k")
        [[stored]] = cursor.fetchall()
        cursor.execute("SELECT string_agg(e::text, '') FROM events_outbox e")
        [published] = cursor.fetchone()
    assert digest_of(holder.text) in stored
    assert holder.text[8:] not in stored
    assert holder.text[8:] not in published


def test_neither_is_it_in_any_line_of_the_log(make_key, logged):
    holder = make_key()
    holder.program.get(KEYS)
    holder.person.delete(f"{KEYS}{holder.key_id}/")
    holder.program.get(KEYS)
    assert logged
    assert holder.text[8:] not in str(logged)


def test_its_account_is_written_of_it(make_key, emitted):
    holder = make_key(name="Books by night")
    [noted] = [one for one in emitted("account.security_noted.v1") if one.data["what"] == "api_key_created"]
    assert (noted.data["account_id"], noted.data["name"]) == (holder.account_id, "Books by night")


def test_who_signed_in_longer_ago_is_asked_to_do_it_again(register, bearing):
    person = bearing(register()["access"])
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=11))
    refused = person.post(KEYS, BODY)
    assert (refused.status_code, refused.json()["code"]) == (401, "insufficient_user_authentication")
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"scopes": []}, "scopes", "empty"),
        ({"scopes": ["vehicles:fly"]}, "scopes.0", "invalid_choice"),
        ({"scopes": ["mfa:enrol"]}, "scopes.0", "invalid_choice"),
        ({"scopes": "vehicles:read"}, "scopes", "not_a_list"),
        ({"name": ""}, "name", "blank"),
        ({"name": "n" * 81}, "name", "max_length"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at", "in_past"),
        ({"expires_at": "2030-01-01T00:00:00"}, "expires_at", "no_offset"),
        ({"key": "sea_mine"}, "key", "unknown_field"),
        ({"account_id": "01932f6e-5b00-7c11-8a22-1b3c5d7e9f01"}, "account_id", "unknown_field"),
    ],
)
def test_what_is_no_key_is_400_and_nothing_is_kept(register, bearing, change, field, code):
    refused = bearing(register()["access"]).post(KEYS, {**BODY, **change})
    assert refused.status_code == 400
    [error] = refused.json()["errors"]
    assert (error["field"], error["code"]) == (field, code)
    assert not ApiKey.objects.exists()


def test_every_scope_can_be_given(make_key):
    holder = make_key(scopes=list(SCOPES))
    assert holder.person.get(f"{KEYS}{holder.key_id}/").json()["scopes"] == list(SCOPES)


def fill(account_id, number):
    account = Account.objects.get(pk=account_id)
    ApiKey.objects.bulk_create(
        ApiKey(account=account, name=f"{one}", prefix="sea_full", digest=f"{one:064}", scopes=["auth:read"])
        for one in range(number)
    )


def test_an_account_has_at_most_fifty(register, bearing):
    came = register()
    person = bearing(came["access"])
    fill(came["account"]["id"], MOST_KEYS)
    refused = person.post(KEYS, BODY)
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_api_keys")
    ended = ApiKey.objects.first()
    assert person.delete(f"{KEYS}{ended.id}/").status_code == 204
    assert person.post(KEYS, BODY).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_of_those_who_make_the_fiftieth_at_once_one_does(register, bearing):
    came = register()
    fill(came["account"]["id"], MOST_KEYS - 1)
    replies = at_the_same_time(*[lambda: bearing(came["access"]).post(KEYS, BODY).status_code] * 5)
    assert sorted(replies) == [201, 409, 409, 409, 409]
