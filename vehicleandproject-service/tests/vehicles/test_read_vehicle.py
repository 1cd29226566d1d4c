"""GET /api/v1/vehicles/{id}/."""

import pytest

from chassis.models import new_id
from chassis.testing.kept_sql import differences_from_the_orm

pytestmark = pytest.mark.django_db


@pytest.mark.shows("VE01")
def test_an_owner_reads_their_vehicle(register, customer):
    vehicle = register(customer)
    reply = customer.get(f"/api/v1/vehicles/{vehicle['id']}/")
    assert reply.status_code == 200
    assert reply["Content-Type"] == "application/json"
    assert reply.json() == vehicle


@pytest.mark.parametrize("staff", ["employee", "admin"])
def test_staff_read_any(register, customer, staff, request):
    vehicle = register(customer)
    reply = request.getfixturevalue(staff).get(f"/api/v1/vehicles/{vehicle['id']}/")
    assert reply.json() == vehicle


def test_another_persons_vehicle_is_not_there(register, customer, stranger):
    reply = stranger.get(f"/api/v1/vehicles/{register(customer)['id']}/")
    assert reply.status_code == 404
    assert reply["Content-Type"] == "application/problem+json"
    assert reply.json()["code"] == "not_found"


def test_nobody_reads_without_a_token(register, customer, api):
    reply = api.get(f"/api/v1/vehicles/{register(customer)['id']}/")
    assert reply.status_code == 401
    assert reply["WWW-Authenticate"].startswith("Bearer")


def test_a_service_token_is_for_internal_routes_only(register, customer, api):
    reply = api.as_service("chatbot-service").get(f"/api/v1/vehicles/{register(customer)['id']}/")
    assert reply.status_code == 403


@pytest.mark.parametrize("identity", [str(new_id()), "00000000-0000-0000-0000-000000000000", "7", "x%00"])
def test_an_unknown_id_is_not_there(customer, identity):
    assert customer.get(f"/api/v1/vehicles/{identity}/").status_code == 404


def test_what_the_client_holds_is_not_sent_again(register, customer):
    url = f"/api/v1/vehicles/{register(customer)['id']}/"
    tag = customer.get(url)["ETag"]
    reply = customer.get(url, headers={"If-None-Match": tag})
    assert (reply.status_code, reply.content, reply["ETag"]) == (304, b"", tag)
    customer.patch(url, {"color": "red"})
    assert customer.get(url, headers={"If-None-Match": tag}).status_code == 200


def test_kept_sql_shows_the_rows_that_the_orm_shows(register, customer, stranger, employee, admin):
    mine, _, _ = register(customer), register(customer, make="Audi"), register(stranger)
    everybody = [customer, stranger, employee, admin]
    assert differences_from_the_orm(everybody, vehicle_id=mine["id"]) == []


def test_reading_takes_one_query(register, customer, django_assert_num_queries):
    url = f"/api/v1/vehicles/{register(customer)['id']}/"
    with django_assert_num_queries(1):
        customer.get(url)


@pytest.mark.parametrize("method", ["put", "post"])
def test_other_methods_are_not_allowed(register, customer, method):
    reply = getattr(customer, method)(f"/api/v1/vehicles/{register(customer)['id']}/", {})
    assert reply.status_code == 405
    assert set(reply["Allow"].split(", ")) >= {"GET", "PATCH", "DELETE"}
    assert reply.json()["code"] == "method_not_allowed"
