"""Who subscribes to profiles only now is given those of before, by a migration."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction

from chassis.events.models import SubjectVersion
from profiles.models import Profile

pytestmark = pytest.mark.django_db

MIGRATION = import_module("profiles.migrations.0005_publish_each")


@pytest.fixture
def profiles():
    return [Profile.objects.create(locale=locale, time_zone="Europe/Berlin") for locale in ("de", "en")]


def test_a_database_that_published_before_publishes_each_once(profiles, emitted, example):
    SubjectVersion.objects.create(stream="events:profile", subject="x", version=1)
    with transaction.atomic():
        MIGRATION.publish_each(apps, None)
    events = emitted("profile.changed.v1")
    assert [event.subject for event in events] == [str(profile.id) for profile in profiles]
    assert events[0].data.keys() == example("profile.changed.v1").keys()
    assert [event.data["locale"] for event in events] == ["de", "en"]


def test_a_new_database_publishes_them_as_they_come(profiles, emitted):
    MIGRATION.publish_each(apps, None)
    assert not emitted()
