"""Who subscribes to accounts only now is given those of before, by a migration."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction

from accounts.models import Account
from chassis.events.models import SubjectVersion

pytestmark = pytest.mark.django_db

MIGRATION = import_module("accounts.migrations.0012_publish_each")


@pytest.fixture
def accounts():
    return [Account.objects.create(email=f"{name}@example.org", first_name=name) for name in ("ada", "bob")]


def test_a_database_that_published_before_publishes_each_once(accounts, emitted, example):
    SubjectVersion.objects.create(stream="events:account", subject="x", version=1)
    with transaction.atomic():
        MIGRATION.publish_each(apps, None)
    events = emitted("account.changed.v1")
    assert [event.subject for event in events] == [str(account.id) for account in accounts]
    assert events[0].data.keys() == example("account.changed.v1").keys()
    assert events[0].data["email"] == "ada@example.org"


def test_a_new_database_publishes_them_as_they_come(accounts, emitted):
    MIGRATION.publish_each(apps, None)
    assert not emitted()
