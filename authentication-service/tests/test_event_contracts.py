"""Rule: what is emitted looks like the example that the listeners test against."""

import pytest
from django.db import transaction

from accounts import events
from accounts.models import Account
from chassis.origins import Origin

pytestmark = pytest.mark.django_db


def shape(payload):
    return {name: type(value) for name, value in payload.items()}


def test_account_registered(register, emitted, example):
    register(phone="+49 30 901820")
    [event] = emitted("account.registered.v1")
    assert shape(event.data) == shape(example("account.registered.v1"))


def test_account_changed(register, bearing, emitted, example):
    bearing(register()["access"]).patch("/api/v1/auth/me/", {"first_name": "Anne"})
    [event] = emitted("account.changed.v1")
    assert shape(event.data) == shape(example("account.changed.v1"))


def test_session_ended(register, visitor, emitted, example):
    visitor.post("/api/v1/auth/logout/", {"refresh": register()["refresh"]})
    [event] = emitted("session.ended.v1")
    assert shape(event.data) == shape(example("session.ended.v1"))


def test_account_security_noted(register, emitted, example):
    account = Account.objects.get(pk=register()["account"]["id"])
    with transaction.atomic():
        events.security_noted(account, "new_sign_in", Origin("192.0.2.1", "Firefox"))
    [event] = emitted("account.security_noted.v1")
    assert shape(event.data) == shape(example("account.security_noted.v1"))
    assert event.subject == str(account.id)
