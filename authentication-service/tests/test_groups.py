"""Rule: permissions are granted in groups, and a change of them counts everywhere at once."""

import jwt
import pytest
from django.db import IntegrityError, transaction
from redis import ConnectionError, Redis

from accounts import tokens
from accounts.models import Account
from chassis.auth import Permission
from chassis.events.inbox import receive

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/accounts/"
ME = "/api/v1/auth/me/"
REFRESH = "/api/v1/auth/token/refresh/"
AWAY = "redis://127.0.0.1:1/0"


def claims(token):
    return jwt.decode(token, options={"verify_signature": False})


def change(admin, came, **body):
    return admin.patch(f"{URL}{came['account']['id']}/", body)


def test_an_employee_is_a_technician_unless_granted_otherwise(admin, register, login):
    came = register(email="theo@example.com")
    assert came["account"]["groups"] == []
    assert change(admin, came, role="employee").json()["groups"] == ["technician"]
    assert claims(login("theo@example.com").json()["access"])["permissions"] == []


@pytest.mark.shows("US02")
def test_groups_are_granted_told_and_carried_by_the_next_token(admin, staff, visitor, bearing, emitted):
    came = staff("employee")
    reply = change(admin, came, groups=["office", "foreman", "office"])
    assert reply.status_code == 200
    assert reply.json()["groups"] == ["foreman", "office"]
    account = Account.objects.get(pk=came["account"]["id"])
    assert (account.groups, account.rights) == (["foreman", "office"], 1)
    [event] = emitted("account.changed.v1")
    assert (event.subject, event.data["groups"]) == (str(account.id), ["foreman", "office"])
    access = visitor.post(REFRESH, {"refresh": came["refresh"]}).json()["access"]
    assert {"assign_work", "approve_time", "see_cost"} <= set(claims(access)["permissions"])
    assert bearing(access).get(ME).status_code == 200


@pytest.mark.shows("US02")
def test_a_token_of_before_is_refused_so_that_its_client_refreshes(admin, staff, bearing, visitor):
    came = staff("employee", "technician", "adviser")
    assert bearing(came["access"]).get(ME).status_code == 200
    change(admin, came, groups=["technician"])
    refused = bearing(came["access"]).get(ME)
    assert (refused.status_code, refused.json()["code"]) == (401, "token_expired")
    assert visitor.post(REFRESH, {"refresh": came["refresh"]}).status_code == 200


def test_what_changes_nothing_tells_nothing_and_ends_no_token(admin, staff, bearing, emitted):
    came = staff("employee")
    assert change(admin, came, role="employee", groups=["technician"], is_active=True).status_code == 200
    assert not emitted("account.changed.v1")
    assert bearing(came["access"]).get(ME).status_code == 200


def test_an_admin_is_in_the_group_of_admins_and_has_every_permission(admin, staff, login):
    came = staff("employee", "office")
    assert change(admin, came, role="admin").json()["groups"] == ["admin"]
    access = login(came["account"]["email"]).json()["access"]
    assert set(claims(access)["permissions"]) == set(Permission)


def test_who_is_no_employee_any_more_is_in_no_group(admin, staff):
    came = staff("employee", "office")
    assert change(admin, came, role="customer").json()["groups"] == []


def test_role_and_groups_are_given_together(admin, register):
    reply = change(admin, register(), role="employee", groups=["adviser"])
    assert (reply.status_code, reply.json()["groups"]) == (200, ["adviser"])


@pytest.mark.parametrize(
    ("role", "groups", "code"),
    [
        ("customer", ["technician"], "not_of_this_role"),
        ("employee", ["admin"], "not_of_this_role"),
        ("employee", [], "empty"),
        ("admin", ["technician"], "not_of_this_role"),
        ("employee", ["owner"], "invalid_choice"),
        ("employee", "office", "not_a_list"),
        ("employee", None, "null"),
        ("employee", ["office"] * 6, "max_length"),
    ],
)
def test_groups_that_do_not_fit_are_refused(admin, staff, emitted, role, groups, code):
    came = staff(role)
    reply = change(admin, came, groups=groups)
    assert reply.status_code == 400
    assert [error["code"] for error in reply.json()["errors"]] == [code]
    assert not emitted("account.changed.v1")


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        ("customer", ["office"]),
        ("employee", []),
        ("employee", ["admin"]),
        ("admin", []),
        ("admin", ["office"]),
    ],
)
def test_the_database_holds_no_groups_that_do_not_fit(register, role, groups):
    register()
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.update(role=role, groups=groups)


@pytest.mark.parametrize("role", ["employee", "customer"])
def test_nobody_grants_groups_to_oneself(staff, bearing, role):
    came = staff(role)
    client = bearing(came["access"])
    assert client.patch(f"{URL}{came['account']['id']}/", {"groups": ["office"]}).status_code == 403
    assert client.patch(ME, {"groups": ["office"]}).status_code == 400


def test_what_redis_was_not_told_at_once_it_is_told_by_the_event(
    admin, staff, bearing, emitted, deliver, settings
):
    came = staff("employee", "office")
    present, settings.REDIS_URL = settings.REDIS_URL, AWAY
    assert change(admin, came, groups=["technician"]).status_code == 200
    settings.REDIS_URL = present
    assert bearing(came["access"]).get(ME).status_code == 200
    [event] = emitted("account.changed.v1")
    assert deliver(event.name, event.data, subject=event.subject, id=event.id) == "handled"
    assert bearing(came["access"]).get(ME).json()["code"] == "token_expired"


@pytest.mark.django_db(transaction=True)
def test_while_redis_is_away_the_event_waits(admin, staff, emitted, settings):
    came = staff("employee")
    change(admin, came, groups=["office"])
    [event] = emitted("account.changed.v1")
    present, settings.REDIS_URL = settings.REDIS_URL, AWAY
    with pytest.raises(ConnectionError):
        receive(event.as_entry())
    settings.REDIS_URL = present
    receive(event.as_entry())
    assert Redis.from_url(present).get(f"auth:rights:{came['account']['id']}") == b"1"


@pytest.mark.parametrize("address", [ME, URL, "/api/v1/auth/sessions/", "/api/v1/auth/password/change/"])
def test_only_ones_own_account_is_read_by_a_token_with_scopes(admin, bearing, address):
    session = Account.objects.get().sessions.last()
    token = tokens.for_session(session).access_token
    token["scope"] = "auth:read auth:write"
    client = bearing(str(token))
    reply = client.post(address) if "password" in address else client.get(address)
    expected = (200, None) if address == ME else (403, "insufficient_scope")
    assert (reply.status_code, reply.json().get("code")) == expected
