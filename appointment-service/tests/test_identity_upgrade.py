"""Services that subscribe to locations only now know those of before."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from chassis.events import emit
from resources.models import DEFAULT_LOCATION_ID

BEFORE = ("resources", "0013_deposits")


@pytest.fixture
def upgrade() -> Iterator[Callable[[], None]]:
    """Bring a database of before to the schema of today."""
    executor = MigrationExecutor(connection)
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "resources"]
    executor.migrate([BEFORE])
    yield lambda: MigrationExecutor(connection).migrate(newest)
    MigrationExecutor(connection).migrate(newest)


def sell(currency: str) -> None:
    """What the default location sold first, as it was stored before."""
    apps = MigrationExecutor(connection).loader.project_state([BEFORE]).apps
    kept = {"code": "oil-change", "name": "Oil change", "duration_minutes": 60, "bay_kind": "lift"}
    model: Any = apps.get_model("resources", "ServiceType")
    model.objects.create(**kept, price_amount="89.00", price_currency=currency)


def publish(data: dict[str, Any]) -> None:
    with transaction.atomic():
        emit("location.changed.v1", subject=DEFAULT_LOCATION_ID, data=data)


@pytest.mark.django_db(transaction=True)
def test_each_location_is_published_with_the_currency_of_what_it_sold_first(upgrade, emitted, example):
    publish(example("location.changed.v1"))
    sell("USD")

    upgrade()

    event = emitted("location.changed.v1")[-1]
    assert (event.subject, event.version) == (str(DEFAULT_LOCATION_ID), 2)
    assert (event.data["name"], event.data["currency"]) == ("Workshop", "USD")
    assert event.data["identity"]["legal_name"] == ""
    assert event.data.keys() == example("location.changed.v1").keys()


@pytest.mark.django_db(transaction=True)
def test_each_bay_of_before_is_published(upgrade, emitted, example):
    apps = MigrationExecutor(connection).loader.project_state([BEFORE]).apps
    made: Any = apps.get_model("resources", "Bay").objects.create(name="Bay 1", kind="lift")

    upgrade()

    (event,) = emitted("bay.changed.v1")
    assert event.data.keys() == example("bay.changed.v1").keys()
    assert (event.subject, event.data["name"]) == (str(made.id), "Bay 1")


@pytest.mark.django_db(transaction=True)
def test_a_database_that_has_published_nothing_publishes_nothing(upgrade, emitted):
    upgrade()
    assert emitted() == []
