"""What was agreed to before records were kept is carried into them, and published once."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction

from chassis.events.models import SubjectVersion
from chassis.models import new_id
from chassis.testing.locks import until_somebody_waits
from chassis.testing.parallel import on_its_own_connection
from customers import events
from customers.models import Consent, Customer

pytestmark = pytest.mark.django_db

MIGRATION = import_module("customers.migrations.0007_consents_of_before")


@pytest.fixture
def of_before():
    made = [
        Customer.objects.create(id=new_id(), city="Bern", consents_to_marketing=True),
        Customer.objects.create(id=new_id(), consents_to_reminders=False),
        Customer.objects.create(id=new_id()),
    ]
    return [one.id for one in made]


def test_who_said_something_has_a_record_and_who_said_nothing_has_none(of_before):
    MIGRATION.record_those_of_before(apps, None)
    marketing, reminders, _ = of_before
    rows = {row.customer_id: row for row in Consent.objects.all()}
    assert rows.keys() == {marketing, reminders}
    assert (rows[marketing].purpose, rows[marketing].granted) == ("marketing", True)
    assert (rows[reminders].purpose, rows[reminders].granted) == ("reminders", False)
    for row in rows.values():
        assert (row.source, row.by, row.words) == ("earlier", None, "")
        assert row.at == Customer.objects.get(pk=row.customer_id).updated_at


def test_a_database_that_published_before_publishes_everybody(of_before, emitted):
    SubjectVersion.objects.create(stream="events:customer", subject="x", version=1)
    with transaction.atomic():
        MIGRATION.publish_each(apps, None)
    assert {event.subject for event in emitted("customer.changed.v1")} == {str(one) for one in of_before}
    changed = emitted("customer.consent_changed.v1")
    assert [(event.subject, event.data["purpose"], event.data["granted"]) for event in changed] == [
        (str(of_before[0]), "marketing", True),
        (str(of_before[1]), "reminders", False),
    ]


def test_a_new_database_publishes_nobody_twice(of_before, emitted):
    MIGRATION.publish_each(apps, None)
    assert not emitted()


@pytest.mark.django_db(transaction=True)
def test_what_an_old_replica_changes_meanwhile_is_published_as_it_is_then(emitted):
    customer = Customer.objects.create(id=new_id(), consents_to_marketing=True)
    SubjectVersion.objects.create(stream="events:customer", subject="x", version=1)

    def publish():
        with transaction.atomic():
            MIGRATION.publish_each(apps, None)

    with ThreadPoolExecutor(1) as another:
        with transaction.atomic():
            events.customer_changed(customer, customer.update({"consents_to_marketing": False}))
            publishing = another.submit(on_its_own_connection, publish)
            until_somebody_waits()
        publishing.result()
    published = sorted(emitted("customer.changed.v1"), key=lambda event: event.version)
    assert [event.data["consents"]["marketing"] for event in published] == [False, False]
