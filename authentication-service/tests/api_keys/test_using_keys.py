"""Rule: a key may what its account may now, and of that only what its scopes name."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Account
from api_keys.models import ApiKey
from chassis.bearer_codes import digest_of, new_code
from tests.api_keys.urls import KEYS, LOOK_UP, ME

pytestmark = pytest.mark.django_db


def assert_no_key(reply):
    assert (reply.status_code, reply.json()["code"]) == (401, "api_key_invalid")


def test_a_key_reads_what_its_scope_names(make_key):
    holder = make_key()
    assert holder.program.get(ME).json()["id"] == holder.account_id


@pytest.mark.shows("AU09")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", KEYS),
        ("post", KEYS),
        ("patch", ME),
        ("get", "/api/v1/auth/sessions/"),
        ("get", "/api/v1/auth/passkeys/"),
        ("get", f"/api/v1/auth/passkeys/{uuid4()}/"),
        ("post", "/api/v1/auth/password/change/"),
        ("get", "/api/v1/auth/accounts/"),
    ],
)
def test_it_opens_nothing_that_is_for_people_in_person(make_key, method, path):
    refused = getattr(make_key("admin").program, method)(path)
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")


def test_another_service_is_answered_whose_it_is_and_what_they_may(make_key, look_up):
    holder = make_key("employee", "foreman", "office", scopes=["projects:write", "auth:read"])
    reply = look_up(holder.text)
    assert reply.status_code == 200
    assert reply.json() == {
        "id": holder.key_id,
        "account_id": holder.account_id,
        "role": "employee",
        "permissions": [
            "approve_time", "assign_work", "manage_calendar", "manage_people", "override_policy", "see_cost",
            "take_payment",
        ],
        "rights": 0,
        "email_verified": False,
        "scopes": ["auth:read", "projects:write"],
        "expires_at": None,
    }  # fmt: skip


def test_nobody_but_a_service_looks_up_a_key(make_key, admin, visitor):
    body = {"digest": digest_of(make_key().text)}
    assert visitor.post(LOOK_UP, body).status_code == 401
    assert admin.post(LOOK_UP, body).status_code == 403


def test_that_it_was_used_is_noted_once_a_minute(make_key, look_up):
    holder = make_key()
    row = ApiKey.objects.get()
    assert row.last_used_at is None
    look_up(holder.text)
    first = ApiKey.objects.get().last_used_at
    assert timezone.now() - first < timedelta(seconds=10)
    look_up(holder.text)
    assert ApiKey.objects.get().last_used_at == first
    ApiKey.objects.update(last_used_at=first - timedelta(seconds=61))
    look_up(holder.text)
    assert ApiKey.objects.get().last_used_at >= first


@pytest.mark.parametrize(
    "change",
    [
        {"ended_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"digest": "0" * 64},
    ],
    ids=["ended", "expired", "never made"],
)
def test_a_key_that_does_not_count_is_nobodys(make_key, look_up, change):
    holder = make_key()
    ApiKey.objects.update(**change)
    assert look_up(holder.text).status_code == 404
    assert_no_key(holder.program.get(ME))
    assert ApiKey.objects.get().last_used_at is None


def test_what_is_no_hash_is_400(look_up, visitor, settings, bearing):
    secret = settings.SERVICE_CLIENT_SECRETS["user-service"]
    granted = visitor.post("/internal/token/", {"client_id": "user-service", "client_secret": secret})
    assert bearing(granted.json()["access"]).post(LOOK_UP, {"digest": "' OR 1=1"}).status_code == 400


def test_an_unknown_key_is_401(bearing):
    assert_no_key(bearing(f"sea_{new_code()}").get(ME))


def test_what_its_account_may_has_changed_for_the_key_at_once(make_key, admin):
    holder = make_key("employee", "office")
    assert holder.program.get(ME).json()["groups"] == ["office"]
    asked = ApiKey.objects.get().last_used_at
    admin.patch(f"/api/v1/auth/accounts/{holder.account_id}/", {"role": "customer"})
    ApiKey.objects.update(last_used_at=asked - timedelta(minutes=2))
    assert holder.program.get(ME).json()["role"] == "customer"
    assert ApiKey.objects.get().last_used_at >= asked, "the key was not asked about anew"


def test_an_admins_key_opens_no_more_than_they_without_a_second_factor(make_key, look_up, settings):
    holder = make_key("admin", scopes=["auth:read", "projects:write"])
    settings.REQUIRE_ADMIN_MFA = True
    assert look_up(holder.text).json()["scopes"] == ["auth:read"]
    Account.objects.filter(pk=holder.account_id).update(second_factors=["totp"])
    assert look_up(holder.text).json()["scopes"] == ["auth:read", "projects:write"]
