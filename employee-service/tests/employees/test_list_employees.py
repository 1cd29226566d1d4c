"""GET /api/v1/employees/."""

import pytest

pytestmark = pytest.mark.django_db
URL = "/api/v1/employees/"


@pytest.fixture
def teach(admin):
    def taught(employee_id: str, *codes: str) -> None:
        reply = admin.put(f"{URL}{employee_id}/skills/", {"skills": [{"code": code} for code in codes]})
        assert reply.status_code == 200, reply.json()

    return taught


@pytest.mark.parametrize("staff", ["employee", "admin"])
def test_staff_list_all_newest_first(hire, staff, request):
    old, new = hire(), hire()
    client = request.getfixturevalue(staff)
    page = client.get(URL).json()
    assert ids(page) == [new, old]
    assert page["results"][0] == client.get(f"{URL}{new}/").json()


def test_a_skill_filters(hire, teach, employee):
    brakes, both, _ = hire(), hire(), hire()
    teach(brakes, "brakes")
    teach(both, "brakes", "tyres")
    assert ids(employee.get(URL, {"skill": "brakes"}).json()) == [both, brakes]
    assert ids(employee.get(URL, {"skill": "tyres"}).json()) == [both]
    assert ids(employee.get(URL, {"skill": "paint"}).json()) == []


def test_the_inactive_can_be_left_out(hire, employee):
    active, inactive = hire(), hire(is_active=False)
    assert ids(employee.get(URL, {"is_active": "true"}).json()) == [active]
    assert ids(employee.get(URL, {"is_active": "false"}).json()) == [inactive]


def test_technicians_can_be_listed_alone(hire, employee):
    technician, admin = hire(), hire(role="admin")
    assert ids(employee.get(URL, {"is_technician": "true"}).json()) == [technician]
    assert ids(employee.get(URL, {"is_technician": "false"}).json()) == [admin]


def test_a_search_looks_in_names_and_email(hire, employee):
    ines, _ = hire(first_name="Ines", last_name="Blum", email="ines@servease.test"), hire()
    assert ids(employee.get(URL, {"search": "blum ines"}).json()) == [ines]


def test_a_client_chooses_the_order(hire, employee):
    second, first = hire(last_name="B"), hire(last_name="A")
    assert ids(employee.get(URL, {"ordering": "last_name"}).json()) == [first, second]


def test_a_misspelt_filter_is_refused(employee):
    reply = employee.get(URL, {"skil": "brakes"})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "unknown_field")


@pytest.mark.parametrize("parameters", [{}, {"skill": "brakes"}, {"search": "tariq"}])
def test_a_list_takes_one_query_whatever_its_length(
    hire, teach, employee, django_assert_num_queries, parameters
):
    for _ in range(30):
        teach(hire(), "brakes")
    with django_assert_num_queries(1):
        page = employee.get(URL, {"page_size": 25, **parameters}).json()
    assert len(page["results"]) == 25


def test_customers_may_not(customer, api):
    reply = customer.get(URL)
    assert (reply.status_code, reply.json()["code"]) == (403, "permission_denied")
    assert api.get(URL).status_code == 401
    assert api.as_service("appointment-service").get(URL).status_code == 403


def ids(page):
    return [row["id"] for row in page["results"]]
