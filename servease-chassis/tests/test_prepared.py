"""Rule: a read that keeps its SQL is parsed and planned by PostgreSQL once for each connection."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chassis.testing.prepared import written_out
from tests.sample.models import Box

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def box(customer):
    connection.close()
    return Box.objects.create(owner_id=customer.account_id, label="parent", weight=3)


@pytest.fixture
def altered():
    yield lambda: alter("varchar(250)")
    alter("varchar(20)")


def alter(kind):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE sample_box ALTER label TYPE {kind}")


def prepared():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]


def test_what_is_kept_is_prepared_once_for_each_connection(customer, box):
    path = f"/api/v1/boxes/{box.id}/"
    for _ in range(2):
        for _ in range(3):
            assert customer.get(path).status_code == 200
        assert prepared() == 1
        connection.close()


def test_a_table_that_was_altered_since_is_read_all_the_same(customer, box, altered):
    path = f"/api/v1/boxes/{box.id}/"
    before = customer.get(path)
    altered()
    after = customer.get(path)
    assert (after.status_code, after.json()) == (200, before.json())


def test_named_values_go_where_they_are_named_and_ids_come_as_text(box):
    sql = (
        "SELECT id, label, %(grown)s::interval FROM sample_box WHERE label = %(label)s AND weight < %(most)s"
    )
    values = {"most": 4, "label": "parent", "grown": timedelta(hours=1), "unused": None}
    for _ in range(2):
        (row,) = connection.fetch_prepared(sql, values)
        assert row == (str(box.id), "parent", timedelta(hours=1))
        assert connection.fetch_prepared(sql, {**values, "label": "it's, another"}) == []
    assert prepared() == 1


def test_a_test_sees_the_statement_with_its_values(box):
    values = {"ids": [box.id], "labels": ["a, b", "it's"], "least": 1}
    sql = "SELECT %(labels)s::text[] FROM sample_box WHERE id = ANY(%(ids)s::uuid[]) AND weight > %(least)s"
    with CaptureQueriesContext(connection) as captured:
        connection.fetch_prepared(sql, values)
    with connection.cursor() as cursor:
        cursor.execute(written_out(captured[0]["sql"]))
        assert cursor.fetchall() == [(["a, b", "it's"],)]


def test_pages_of_every_size_fill_no_memory(customer, box):
    for ordering in ("created_at", "weight", "-weight"):
        for size in range(1, 101):
            page = customer.get(f"/api/v1/boxes/?page_size={size}&ordering={ordering}")
            assert [row["label"] for row in page.json()["results"]] == ["parent"]
    assert 0 < prepared() <= 100
