"""GET /api/v1/projects/ and /api/v1/projects/{id}/."""

import pytest

from chassis.models import new_id
from chassis.testing.kept_sql import differences_from_the_orm
from projects.models import Project

pytestmark = pytest.mark.django_db
URL = "/api/v1/projects/"


def test_a_customer_reads_what_is_done_for_them(create, customer):
    project = create(customer)
    reply = customer.get(f"{URL}{project['id']}/")
    assert reply.json() == project
    assert customer.get(f"{URL}{project['id']}/", headers={"If-None-Match": reply["ETag"]}).status_code == 304


@pytest.mark.parametrize("rest", ["", "tasks/", "comments/", "timeline/"])
def test_of_anothers_project_nothing_is_there(create, customer, stranger, rest):
    address = f"{URL}{create(customer)['id']}/{rest}"
    assert customer.get(address).status_code == 200
    assert stranger.get(address).status_code == 404
    assert customer.get(f"{URL}{new_id()}/{rest}").status_code == 404


def test_a_customer_lists_theirs_and_staff_list_all(create, customer, stranger, employee):
    mine, theirs = create(customer), create(stranger)
    assert ids(customer.get(URL)) == [mine["id"]]
    assert ids(employee.get(URL)) == [theirs["id"], mine["id"]]


def test_filters(create, approved, customer, employee, add_task):
    requested = create(customer)
    elsewhere = create(employee)
    assignee = str(new_id())
    for _ in range(2):
        add_task(approved, assignee_id=assignee)
    assert ids(customer.get(URL, {"status": "requested"})) == [requested["id"]]
    assert ids(employee.get(URL, {"vehicle_id": approved["vehicle_id"]})) == [approved["id"]]
    assert ids(employee.get(URL, {"customer_id": elsewhere["customer_id"]})) == [elsewhere["id"]]
    assert ids(employee.get(URL, {"assignee_id": assignee})) == [approved["id"]]
    assert ids(employee.get(URL, {"assignee_id": assignee, "status": "requested"})) == []
    appointment = str(new_id())
    Project.objects.filter(pk=elsewhere["id"]).update(appointment_id=appointment)
    assert ids(employee.get(URL, {"appointment_id": appointment})) == [elsewhere["id"]]
    assert ids(customer.get(URL, {"appointment_id": appointment})) == []


def test_a_filter_shows_a_customer_nothing_of_others(create, customer, stranger):
    theirs = create(stranger)
    assert ids(customer.get(URL, {"customer_id": theirs["customer_id"]})) == []
    assert ids(customer.get(URL, {"vehicle_id": theirs["vehicle_id"]})) == []


@pytest.mark.parametrize("query", [{"status": "new"}, {"assignee_id": "me"}, {"assigned": "x"}])
def test_a_query_that_is_not_well_formed_is_refused(employee, query):
    reply = employee.get(URL, query)
    assert reply.status_code == 400
    assert [error["field"] for error in reply.json()["errors"]] == list(query)


def test_a_search_looks_into_title_and_concern(create, employee):
    squeal = create(employee, concern="A loud squeal on the left")
    create(employee)
    assert ids(employee.get(URL, {"search": "left LOUD"})) == [squeal["id"]]


def test_kept_sql_shows_the_rows_that_the_orm_shows(create, approved, customer, stranger, employee, admin):
    create(customer, vehicle_id=approved["vehicle_id"])
    create(stranger)
    everybody = [customer, stranger, employee, admin]
    assert differences_from_the_orm(everybody, project_id=approved["id"]) == []


def test_lists_take_a_constant_number_of_queries(
    create, approved, customer, employee, add_task, django_assert_num_queries
):
    for _ in range(4):
        create(customer, vehicle_id=approved["vehicle_id"])
        add_task(approved, assignee_id=str(employee.account_id))
    with django_assert_num_queries(1):
        customer.get(URL)
    with django_assert_num_queries(1):
        employee.get(URL, {"assignee_id": str(employee.account_id), "status": "approved"})
    with django_assert_num_queries(2):
        customer.get(f"{URL}{approved['id']}/tasks/")


def ids(reply):
    return [row["id"] for row in reply.json()["results"]]
