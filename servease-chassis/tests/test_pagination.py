import base64
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chassis.api.pagination import Cursor
from chassis.testing.growth import add_rows
from chassis.testing.orderings import orderings_without_index
from tests.sample.models import Box
from tests.sample.views import BOX_ORDERINGS, BoxesView

pytestmark = pytest.mark.django_db

BOXES = "/api/v1/boxes/"


@pytest.fixture
def boxes(customer):
    def fill(weights):
        return [
            Box.objects.create(owner_id=customer.account_id, label=f"box {number}", weight=weight)
            for number, weight in enumerate(weights)
        ]

    return fill


def walk(client, link, towards="next"):
    pages = []
    while link:
        answer = client.get(link)
        assert answer.status_code == 200, answer.json()
        pages.append([row["label"] for row in answer.json()["results"]])
        link = answer.json()[towards]
    return pages


def test_pages_hold_every_row_once_in_order(customer, boxes):
    boxes([0] * 7)
    assert walk(customer, f"{BOXES}?page_size=3") == [
        ["box 6", "box 5", "box 4"],
        ["box 3", "box 2", "box 1"],
        ["box 0"],
    ]


@pytest.mark.parametrize(("sign", "order"), [("", "0 1 2 3 4 5"), ("-", "2 1 0 5 4 3")])
@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_rows_without_a_value_come_last_either_way_and_back(customer, boxes, sign, order, size):
    for box, day in zip(boxes([0] * 6), [1, 2, 3, None, None, None], strict=True):
        Box.objects.filter(pk=box.pk).update(due_at=day and datetime(2026, 1, day, tzinfo=UTC))
    pages = walk(customer, f"{BOXES}?page_size={size}&ordering={sign}due_at")
    assert [label for page in pages for label in page] == [f"box {number}" for number in order.split()]
    last = f"{BOXES}?page_size=6&ordering={sign}due_at"
    link = customer.get(f"{BOXES}?page_size=5&ordering={sign}due_at").json()["next"]
    back = walk(
        customer,
        customer.get(link).json()["previous"].replace("page_size=5", f"page_size={size}"),
        "previous",
    )
    assert [label for page in reversed(back) for label in page] == pages_flat(customer, last)[:5]


def pages_flat(client, link):
    return [label for page in walk(client, link) for label in page]


@pytest.mark.parametrize("ordering", ["weight", "-weight", "due_at", "-due_at", "created_at", "-created_at"])
def test_a_deep_page_among_many_rows_reads_only_itself(customer, ordering):
    add_rows(
        Box,
        1,
        20_000,
        owner_id=f"'{customer.account_id}'",
        label="'box ' || i",
        weight="i % 50",
        due_at="CASE WHEN i % 4 > 0 THEN '2026-01-01Z'::timestamptz + i / 3 * interval '1 minute' END",
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sample_box")
    column = BOX_ORDERINGS[ordering.removeprefix("-")]
    middle = Box.objects.filter(weight=25, due_at__isnull=False)[300]
    value = {"weight": 25, "due_at": middle.due_at.isoformat(), "id": None}[column]
    deep = Cursor(ordering, False, value, str(middle.id)).encode()
    with CaptureQueriesContext(connection) as captured:
        rows = customer.get(f"{BOXES}?ordering={ordering}&cursor={deep}").json()["results"]
    assert len(rows) == 25
    [page] = [query["sql"] for query in captured if "LIMIT" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + page.replace("%", "%%"))
        plan = cursor.fetchone()[0][0]["Plan"]
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 250
    assert "Sort" not in str(plan)
    assert not re.search(r"Rows Removed by Filter': [1-9]", str(plan))


def test_each_ordering_is_one_range_of_an_index(customer):
    box = Box.objects.create(owner_id=customer.account_id, label="x")
    assert orderings_without_index(customer, box_id=box.id) == []


def test_an_ordering_without_an_index_is_told(customer, monkeypatch):
    monkeypatch.setitem(BOX_ORDERINGS, "label", "label")
    monkeypatch.setitem(BoxesView.get.orderings, "label", "price_amount")
    monkeypatch.setitem(BOX_ORDERINGS, "label", "price_amount")
    published = orderings_without_index(customer)
    assert [line for line in published if "sorts by" in line]
    assert [line for line in published if "filters" in line]
    assert all(line.startswith(f"{BOXES} by label") for line in published)


@pytest.mark.shows("GW06")
@pytest.mark.parametrize("ordering", ["weight", "-weight"])
def test_equal_values_are_neither_skipped_nor_repeated(customer, boxes, ordering):
    boxes([1, 2, 2, 2, 2, 2, 3])
    pages = walk(customer, f"{BOXES}?page_size=2&ordering={ordering}")
    labels = [label for page in pages for label in page]
    assert sorted(labels) == [f"box {number}" for number in range(7)]
    assert labels[0] == ("box 0" if ordering == "weight" else "box 6")


def test_previous_leads_back_the_same_way(customer, boxes):
    boxes(range(5))
    first = customer.get(f"{BOXES}?page_size=2&ordering=weight").json()
    second = customer.get(first["next"]).json()
    third = customer.get(second["next"]).json()
    assert [row["weight"] for row in third["results"]] == [4]
    assert third["next"] is None
    back = customer.get(third["previous"]).json()
    assert back["results"] == second["results"]
    front = customer.get(back["previous"]).json()
    assert front["results"] == first["results"]
    assert front["previous"] is None


@pytest.mark.shows("GW06")
def test_rows_inserted_meanwhile_shift_nothing(customer, boxes):
    boxes(range(4))
    first = customer.get(f"{BOXES}?page_size=2").json()
    Box.objects.create(owner_id=customer.account_id, label="new")
    second = customer.get(first["next"]).json()
    assert [row["label"] for row in second["results"]] == ["box 1", "box 0"]


def test_filters_search_and_ordering_go_along(customer, boxes):
    boxes(range(6))
    pages = walk(customer, f"{BOXES}?page_size=2&ordering=weight&heavier_than=1&search=box")
    assert pages == [["box 2", "box 3"], ["box 4", "box 5"]]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page_size=0", "page_size"),
        ("page_size=101", "page_size"),
        ("page_size=x", "page_size"),
        ("ordering=owner_id", "ordering"),
        ("cursor=x", "cursor"),
        ("cursor=%C3%BC", "cursor"),
        ("weigth=1", "weigth"),
        ("weight=heavy", "weight"),
        ("search=%00", "search"),
        ("from=yesterday", "from"),
        ("format=csv", "format"),
        ("weight=1&weight=2", "weight"),
        ("page_size=5&page_size=6", "page_size"),
        ("search=a&search=b", "search"),
        ("search=" + "+".join("abcdefghijk"), "search"),
    ],
)
def test_a_wrong_parameter_is_400_and_named(customer, query, field):
    answer = customer.get(f"{BOXES}?{query}")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(
    "forged",
    [
        '["-id",false,"x","y"]',
        '["weight",false,null,"x"]',
        '["-id",false]',
        '["weight",false,99999999999999999999,"01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f"]',
        '["weight",false,1e308,"01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f"]',
        '["weight",false,"a\\u0000b","01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f"]',
        '["due_at",false,"0001-01-01T00:00:00+23:59","01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f"]',
        '["due_at",false,"9999-12-31T23:59:59-23:59","01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f"]',
        '["due_at",false,"2026-01-01","01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f"]',
        '["due_at",false,"2026-01-01T00:00:00","01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f"]',
        '["due_at",false,17,"01932f6e-5c1a-7b3e-9d2f-4a6b8c0d1e2f"]',
        "{}",
        '["-id",false,{"a":1},"b"]',
        '["-id",false,' + "[" * 1500 + "]" * 1500 + ',"b"]',
    ],
)
def test_a_forged_cursor_is_400(customer, forged):
    cursor = base64.urlsafe_b64encode(forged.encode()).decode()
    named = forged.split('"')[1] if forged.startswith('["') else "-id"
    ordering = f"&ordering={named}" if named != "-id" else ""
    answer = customer.get(f"{BOXES}?cursor={cursor}{ordering}")
    assert [error["field"] for error in answer.json()["errors"]] == ["cursor"]
    assert answer.status_code == 400


def test_all_wrong_parameters_are_told_at_once(customer):
    answer = customer.get(f"{BOXES}?weight=1&weight=2&page_size=0&colour=red&ordering=size")
    assert {error["field"]: error["code"] for error in answer.json()["errors"]} == {
        "weight": "given_twice",
        "page_size": "invalid",
        "colour": "unknown_field",
        "ordering": "invalid_choice",
    }


def test_a_cursor_of_another_ordering_is_400(customer, boxes):
    boxes(range(3))
    link = customer.get(f"{BOXES}?page_size=1&ordering=weight").json()["next"]
    assert customer.get(link.replace("ordering=weight", "ordering=-weight")).status_code == 400


def test_a_page_is_one_query_and_shapes_what_it_nests(customer, boxes, django_assert_num_queries):
    parent, *children = boxes(range(3))
    Box.objects.filter(pk__in=[child.pk for child in children]).update(parent=parent)
    with django_assert_num_queries(1):
        rows = customer.get(f"{BOXES}?ordering=weight").json()["results"]
    assert [row["parent"] for row in rows] == [None, *[{"id": str(parent.id), "label": "box 0"}] * 2]
    assert [row["parent_label"] for row in rows] == [None, "box 0", "box 0"]
    assert rows[0]["price"] == {"amount": "0.00", "currency": "USD"}


def test_lists_inside_rows_cost_one_more_query(customer, boxes, django_assert_num_queries):
    parent, *children = boxes(range(3))
    Box.objects.filter(pk__in=[child.pk for child in children]).update(parent=parent)
    with django_assert_num_queries(2):
        rows = customer.get("/api/v1/whole-boxes/").json()["results"]
    assert {row["label"]: len(row["parts"]) for row in rows} == {"box 0": 2, "box 1": 0, "box 2": 0}


def test_an_empty_list_has_no_neighbours(customer):
    assert customer.get(BOXES).json() == {"next": None, "previous": None, "results": []}


def test_parameters_without_a_name_are_400_like_any_other(customer):
    answer = customer.get(f"{BOXES}?=1&=2&colour=red")
    assert answer.status_code == 400
    assert {(error["field"], error["code"]) for error in answer.json()["errors"]} == {
        ("", "given_twice"),
        ("colour", "unknown_field"),
    }
