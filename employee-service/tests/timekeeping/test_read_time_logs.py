"""GET /api/v1/employees/time-logs/ and time-logs/{id}/."""

import pytest

from chassis.models import new_id

pytestmark = pytest.mark.django_db
URL = "/api/v1/employees/time-logs/"


@pytest.fixture
def work(start, move):
    """A timer that was started and stopped."""

    def worked(client):
        return move(client, start(client), "stop").json()

    return worked


def test_an_employee_lists_their_own_newest_first(employee, colleague, work):
    old, new = work(employee), work(employee)
    work(colleague)
    page = employee.get(URL).json()
    assert ids(page) == [new["id"], old["id"]]
    assert page["results"][0] == {name: value for name, value in new.items() if name != "segments"}


def test_an_admin_lists_everybodys(admin, employee, colleague, work):
    mine, theirs = work(employee), work(colleague)
    assert ids(admin.get(URL).json()) == [theirs["id"], mine["id"]]
    assert ids(admin.get(URL, {"employee_id": mine["employee_id"]}).json()) == [mine["id"]]


def test_an_employee_cannot_filter_their_way_to_anothers(employee, colleague, work):
    work(colleague)
    assert ids(employee.get(URL, {"employee_id": str(colleague.account_id)}).json()) == []


def test_filters(employee, work, start):
    done, running = work(employee), start(employee)
    assert ids(employee.get(URL, {"status": "running"}).json()) == [running["id"]]
    assert ids(employee.get(URL, {"task_id": done["task_id"]}).json()) == [done["id"]]
    assert ids(employee.get(URL, {"project_id": running["project_id"]}).json()) == [running["id"]]
    assert ids(employee.get(URL, {"started_from": running["started_at"]}).json()) == [running["id"]]
    assert ids(employee.get(URL, {"started_before": running["started_at"]}).json()) == [done["id"]]


@pytest.mark.parametrize(
    "params", [{"status": "lazy"}, {"task_id": "7"}, {"started_from": "x"}, {"task": "7"}]
)
def test_a_filter_that_is_none_is_refused(employee, params):
    reply = employee.get(URL, params)
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, *params)


def test_the_order_is_the_clients_choice(employee, work):
    old, new = work(employee), work(employee)
    assert ids(employee.get(URL, {"ordering": "started_at"}).json()) == [old["id"], new["id"]]


def test_pages_show_every_log_once(employee, work):
    logs = [work(employee)["id"] for _ in range(5)]
    first = employee.get(URL, {"page_size": 3}).json()
    second = employee.get(first["next"]).json()
    assert ids(first) + ids(second) == logs[::-1]


def test_a_list_takes_one_query_whatever_its_length(employee, work, django_assert_num_queries):
    for _ in range(6):
        work(employee)
    with django_assert_num_queries(1):
        assert len(ids(employee.get(URL).json())) == 6


def test_one_log_takes_two_queries(employee, start, move, django_assert_num_queries):
    log = start(employee)
    for verb in ("pause", "resume", "pause", "resume"):
        move(employee, log, verb)
    with django_assert_num_queries(2):
        reply = employee.get(f"{URL}{log['id']}/")
    assert len(reply.json()["segments"]) == 3
    assert employee.get(f"{URL}{log['id']}/", headers={"If-None-Match": reply["ETag"]}).status_code == 304


def test_an_admin_reads_an_employees_log(admin, employee, work):
    log = work(employee)
    assert admin.get(f"{URL}{log['id']}/").json() == log


def test_a_colleagues_log_is_not_there(employee, colleague, work):
    assert colleague.get(f"{URL}{work(employee)['id']}/").status_code == 404
    assert colleague.get(f"{URL}{new_id()}/").status_code == 404


def test_customers_may_not(customer, api, employee, work):
    log = work(employee)
    for url in (URL, f"{URL}{log['id']}/"):
        assert customer.get(url).status_code == 403
        assert api.get(url).status_code == 401


def ids(page):
    return [row["id"] for row in page["results"]]
