"""Rule: the news of signing in and out names who acts, though the request came without a token."""

import pytest

from accounts.models import RefreshToken

pytestmark = pytest.mark.django_db


def test_registering(register, emitted):
    account = register()["account"]
    [event] = emitted("account.registered.v1")
    assert (event.actor.id, event.actor.role) == (account["id"], "customer")


def test_signing_out(register, visitor, emitted):
    came = register()
    visitor.post("/api/v1/auth/logout/", {"refresh": came["refresh"]})
    [event] = emitted("session.ended.v1")
    assert (event.actor.id, event.actor.role) == (came["account"]["id"], "customer")


def test_a_refresh_token_that_is_used_again(register, visitor, emitted):
    came = register()
    for _ in range(2):
        visitor.post("/api/v1/auth/token/refresh/", {"refresh": came["refresh"]})
        RefreshToken.objects.update(used_at="2020-01-01T00:00Z")
    [event] = emitted("session.ended.v1")
    assert event.actor.id == came["account"]["id"]


def test_the_log_names_who_signed_in(register, login, logged):
    account = register(email="anna@example.com")["account"]
    logged.clear()
    login("anna@example.com")
    [line] = [line for line in logged if line["event"] == "request"]
    assert line["account_id"] == account["id"]


def test_a_change_by_an_admin_says_who_and_what(admin, staff, emitted):
    came = staff("employee")
    admin.patch(f"/api/v1/auth/accounts/{came['account']['id']}/", {"groups": ["office"], "is_active": False})
    [event] = emitted("account.changed.v1")
    assert event.actor.role == "admin"
    assert event.changes["groups"] == [["technician"], ["office"]]
    assert event.changes["is_active"] == [True, False]
