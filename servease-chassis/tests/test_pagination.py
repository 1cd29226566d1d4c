import base64

import pytest

from tests.sample.models import Box

pytestmark = pytest.mark.django_db

BOXES = "/api/v1/boxes/"


@pytest.fixture
def customer(api):
    return api.as_customer()


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
        "{}",
        '["-id",false,{"a":1},"b"]',
        '["-id",false,' + "[" * 1500 + "]" * 1500 + ',"b"]',
    ],
)
def test_a_forged_cursor_is_400(customer, forged):
    cursor = base64.urlsafe_b64encode(forged.encode()).decode()
    assert customer.get(f"{BOXES}?cursor={cursor}").status_code == 400


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
