"""GET /api/v1/vehicles/."""

import pytest

from vehicles.models import Vehicle

pytestmark = pytest.mark.django_db
URL = "/api/v1/vehicles/"


def test_a_customer_lists_their_own_newest_first(register, customer, stranger):
    old, new = register(customer), register(customer)
    register(stranger)
    assert customer.get(URL).json() == {"next": None, "previous": None, "results": [new, old]}


def test_staff_list_all(register, customer, stranger, employee):
    mine, theirs = register(customer), register(stranger)
    assert ids(employee.get(URL)) == [theirs["id"], mine["id"]]


def test_staff_list_one_customers(register, customer, stranger, employee):
    mine, _ = register(customer), register(stranger)
    assert ids(employee.get(URL, {"owner_id": mine["owner_id"]})) == [mine["id"]]


def test_a_customer_cannot_filter_their_way_to_anothers(register, customer, stranger):
    register(stranger)
    assert ids(customer.get(URL, {"owner_id": str(stranger.account_id)})) == []


def test_filters_pass_over_case(register, customer):
    corolla, _ = register(customer, make="Toyota", plate="B-A 1"), register(customer, make="Ford")
    assert ids(customer.get(URL, {"make": "toyota"})) == [corolla["id"]]
    assert ids(customer.get(URL, {"plate": "b-a 1"})) == [corolla["id"]]


def test_each_word_of_a_search_must_occur(register, customer):
    corolla = register(customer, make="Toyota", model="Corolla")
    register(customer, make="Toyota", model="Yaris")
    assert ids(customer.get(URL, {"search": "toy coro"})) == [corolla["id"]]
    assert ids(customer.get(URL, {"search": "ford coro"})) == []


def test_a_client_chooses_the_order(register, customer):
    for make in ("Ford", "Audi", "Toyota"):
        register(customer, make=make)
    assert makes(customer.get(URL, {"ordering": "make"})) == ["Audi", "Ford", "Toyota"]
    assert makes(customer.get(URL, {"ordering": "-make"})) == ["Toyota", "Ford", "Audi"]


@pytest.mark.parametrize("ordering", ["created_at", "-created_at", "make", "-plate", None])
def test_pages_show_every_vehicle_once_even_while_others_come(register, customer, ordering):
    before = {register(customer, make=make)["id"] for make in ("Audi", "Ford", "Ford", "Ford", "Toyota")}
    parameters = {"page_size": 2, **({"ordering": ordering} if ordering else {})}
    seen = []
    page = customer.get(URL, parameters).json()
    while True:
        seen += [row["id"] for row in page["results"] if row["id"] in before]
        register(customer, make="Aaa")
        if len(seen) >= len(before):
            break
        page = customer.get(page["next"]).json()
    assert sorted(seen) == sorted(before)


def test_previous_leads_back(register, customer):
    for _ in range(5):
        register(customer)
    first = customer.get(URL, {"page_size": 2}).json()
    second = customer.get(first["next"]).json()
    third = customer.get(second["next"]).json()
    assert (len(third["results"]), third["next"]) == (1, None)
    assert customer.get(third["previous"]).json()["results"] == second["results"]
    back = customer.get(second["previous"]).json()
    assert (back["results"], back["previous"]) == (first["results"], None)


def test_a_page_takes_one_query_whatever_its_length(register, customer, django_assert_num_queries):
    Vehicle.objects.bulk_create(
        Vehicle(owner_id=customer.account_id, make="Ford", model="Ka", year=2001, plate=f"P {number}")
        for number in range(120)
    )
    for size in (1, 100):
        with django_assert_num_queries(1):
            assert len(customer.get(URL, {"page_size": size}).json()["results"]) == size


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"owner_id": "me"}, "owner_id"),
        ({"make": "a\x00"}, "make"),
        ({"search": "a\x00"}, "search"),
        ({"ordering": "vin"}, "ordering"),
        ({"page_size": "0"}, "page_size"),
        ({"page_size": "101"}, "page_size"),
        ({"page_size": "9" * 5000}, "page_size"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"cursor": "é"}, "cursor"),
        ({"cursor": "WzFd"}, "cursor"),
        ({"cursor": "WyItaWQiLGZhbHNlLG51bGwsIngiXQ"}, "cursor"),
        ({"cursor": "WyItaWQiLGZhbHNlLDFlNDAwLCJ4Il0"}, "cursor"),
        ({"cursor": "WyItaWQiLGZhbHNlLHt9LFtdXQ"}, "cursor"),
    ],
)
def test_a_query_that_is_not_well_formed_is_refused(customer, parameters, field):
    reply = customer.get(URL, parameters)
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"] == field


def test_nobody_lists_without_a_token(api):
    assert api.get(URL).status_code == 401


def ids(reply):
    return [row["id"] for row in reply.json()["results"]]


def makes(reply):
    return [row["make"] for row in reply.json()["results"]]
