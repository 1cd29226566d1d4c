"""A vehicle changes hands: by the staff, or by a code that its owner gives to the next one."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from chassis.bearer_codes import digest_of
from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from projects.models import Project
from tests.vehicles.vins import GOOD_VIN
from vehicles.models import Ownership, TransferCode, Vehicle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bookings", "customer_list")]
URL = "/api/v1/vehicles/"
ACCEPT = f"{URL}transfers/accept/"
TRANSFERRED = "vehicle.transferred.v1"


def url(vehicle: dict[str, str], verb: str = "") -> str:
    return f"{URL}{vehicle['id']}/{verb}"


@pytest.fixture
def vehicle(register, customer) -> dict[str, Any]:
    return register(customer, vin=GOOD_VIN)


@pytest.fixture
def transfer(employee):
    def transferred(vehicle, owner, client=employee, **changes):
        body = {"owner_id": str(owner.account_id), **changes}
        return client.post(url(vehicle, "transfer/"), body)

    return transferred


@pytest.fixture
def code_for(customer):
    def made(vehicle, client=customer) -> str:
        reply = client.post(url(vehicle, "transfer-code/"))
        assert reply.status_code == 201, reply.json()
        return reply.json()["code"]

    return made


def owners(vehicle) -> list[tuple[Any, bool]]:
    """The owners in their order, each with whether the vehicle is still theirs."""
    return [(one.owner_id, one.until is None) for one in Ownership.objects.order_by("since", "id")]


@pytest.mark.shows("VE03")
def test_the_staff_give_a_vehicle_to_another_customer(
    vehicle, transfer, customer, stranger, emitted, example
):
    reply = transfer(vehicle, stranger)
    assert (reply.status_code, reply.json()["owner_id"]) == (200, str(stranger.account_id))
    assert Vehicle.objects.get().owner_id == stranger.account_id
    assert owners(vehicle) == [(customer.account_id, False), (stranger.account_id, True)]
    (event,) = emitted(TRANSFERRED)
    assert event.subject == vehicle["id"]
    assert event.data.keys() == example(TRANSFERRED).keys()
    assert event.data["owner_id"] == str(stranger.account_id)
    assert event.data["previous_owner_id"] == str(customer.account_id)
    assert event.changes == {"owner_id": [str(customer.account_id), str(stranger.account_id)]}


def test_who_had_a_vehicle_that_a_replica_of_before_registered_stays_on_record(
    vehicle, transfer, customer, stranger
):
    Ownership.objects.all().delete()
    assert transfer(vehicle, stranger).status_code == 200
    assert owners(vehicle) == [(customer.account_id, False), (stranger.account_id, True)]


@pytest.mark.shows("VE03")
def test_the_one_before_does_not_see_it_any_more_and_keeps_their_projects(
    vehicle, transfer, customer, stranger, employee
):
    body = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    project = customer.post("/api/v1/projects/", body).json()
    employee.post(f"/api/v1/projects/{project['id']}/reject/")
    transfer(vehicle, stranger)
    assert customer.get(url(vehicle)).status_code == 404
    assert customer.get(URL).json()["results"] == []
    assert customer.get(f"/api/v1/projects/{project['id']}/").status_code == 200
    assert customer.post("/api/v1/projects/", body).status_code == 400
    assert stranger.get(url(vehicle)).json()["vin"] == GOOD_VIN
    assert stranger.get(f"/api/v1/projects/{project['id']}/").status_code == 404
    assert stranger.get("/api/v1/projects/").json()["results"] == []
    assert stranger.post("/api/v1/projects/", body).json()["customer_id"] == str(stranger.account_id)


def test_a_transfer_to_its_owner_changes_nothing(vehicle, transfer, customer, emitted):
    assert transfer(vehicle, customer).status_code == 200
    assert owners(vehicle) == [(customer.account_id, True)]
    assert not emitted(TRANSFERRED)


def test_customers_do_not_transfer_at_once(vehicle, transfer, customer, stranger):
    assert transfer(vehicle, stranger, client=customer).status_code == 403


def test_a_vehicle_goes_to_customers_alone(vehicle, transfer, customer, stranger, customer_list, emitted):
    path = f"/internal/customers/{stranger.account_id}/"
    customer_list.replies("GET", path, {"code": "not_found"}, status=404)
    reply = transfer(vehicle, stranger)
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "owner_id")
    assert owners(vehicle) == [(customer.account_id, True)]
    assert not emitted(TRANSFERRED)


@pytest.mark.shows("VE03")
def test_while_it_is_in_use_a_vehicle_stays(
    vehicle, transfer, code_for, customer, stranger, bookings, emitted
):
    code = code_for(vehicle)
    body = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    project = customer.post("/api/v1/projects/", body).json()
    for reply in (transfer(vehicle, stranger), customer.post(url(vehicle, "transfer-code/"))):
        assert (reply.status_code, reply.json()["code"]) == (409, "vehicle_in_use")
        assert (reply.json()["projects"], reply.json()["appointments"]) == ([project["id"]], [])
    accepted = stranger.post(ACCEPT, {"code": code})
    assert (accepted.status_code, accepted.json()["code"]) == (409, "vehicle_still_in_use")
    assert project["id"] not in accepted.content.decode()

    Project.objects.update(status="closed")
    bookings.replies("GET", "/internal/vehicles/{id}/", {"open_appointments": [str(new_id())]})
    assert stranger.post(ACCEPT, {"code": code}).json()["code"] == "vehicle_still_in_use"
    assert owners(vehicle) == [(customer.account_id, True)]
    assert not emitted(TRANSFERRED)
    bookings.replies("GET", "/internal/vehicles/{id}/", {"open_appointments": []})
    assert stranger.post(ACCEPT, {"code": code}).status_code == 200


def test_while_nobody_can_say_whether_it_is_booked_in_it_stays(
    vehicle, transfer, code_for, customer, stranger, bookings
):
    code = code_for(vehicle)
    bookings.down()
    for reply in (
        transfer(vehicle, stranger),
        customer.post(url(vehicle, "transfer-code/")),
        stranger.post(ACCEPT, {"code": code}),
    ):
        assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert owners(vehicle) == [(customer.account_id, True)]


@pytest.mark.shows("VE03")
def test_a_customer_takes_a_vehicle_over_by_its_owners_code(vehicle, code_for, customer, stranger, emitted):
    code = code_for(vehicle)
    row = TransferCode.objects.get()
    assert row.digest == digest_of(code)
    assert code not in str(vars(row))
    assert timedelta(days=6) < row.expires_at - timezone.now() <= timedelta(days=7)

    reply = stranger.post(ACCEPT, {"code": code})
    assert (reply.status_code, reply.json()["id"]) == (200, vehicle["id"])
    assert reply.json()["owner_id"] == str(stranger.account_id)
    assert owners(vehicle) == [(customer.account_id, False), (stranger.account_id, True)]
    assert len(emitted(TRANSFERRED)) == 1


def code_over(reply) -> bool:
    return (reply.status_code, reply.json()["code"]) == (410, "transfer_code_over")


def test_a_code_is_used_once(vehicle, code_for, api, stranger, emitted):
    code = code_for(vehicle)
    stranger.post(ACCEPT, {"code": code})
    assert code_over(api.as_customer().post(ACCEPT, {"code": code}))
    assert len(emitted(TRANSFERRED)) == 1


def test_a_repeated_key_gets_the_first_answer_again(vehicle, code_for, stranger, emitted):
    body, key = {"code": code_for(vehicle)}, {"Idempotency-Key": "accept-1"}
    first, again = (stranger.post(ACCEPT, body, headers=key) for _ in range(2))
    assert (again.status_code, again.content) == (200, first.content)
    assert len(emitted(TRANSFERRED)) == 1


def test_a_code_that_has_expired_or_was_replaced_is_over(vehicle, code_for, stranger):
    first, second = code_for(vehicle), code_for(vehicle)
    assert code_over(stranger.post(ACCEPT, {"code": first}))
    TransferCode.objects.update(expires_at=timezone.now())
    assert code_over(stranger.post(ACCEPT, {"code": second}))


def test_a_code_is_over_once_the_vehicle_is_gone_or_anothers(
    vehicle, register, code_for, transfer, customer, stranger, api
):
    code, other = code_for(vehicle), register(customer)
    others_code = code_for(other)
    transfer(vehicle, stranger)
    assert customer.delete(url(other)).status_code == 204
    third = api.as_customer()
    assert code_over(third.post(ACCEPT, {"code": code}))
    assert code_over(third.post(ACCEPT, {"code": others_code}))
    assert Vehicle.objects.present().get().owner_id == stranger.account_id


def test_a_code_that_nobody_made_is_unknown(stranger):
    reply = stranger.post(ACCEPT, {"code": "guessed"})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "unknown")


def test_ones_own_code_is_not_used_up(vehicle, code_for, customer, stranger):
    code = code_for(vehicle)
    reply = customer.post(ACCEPT, {"code": code})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "yours_already")
    assert stranger.post(ACCEPT, {"code": code}).status_code == 200


def test_a_code_is_made_by_the_owner_alone(vehicle, stranger, employee):
    assert stranger.post(url(vehicle, "transfer-code/")).status_code == 404
    assert employee.post(url(vehicle, "transfer-code/")).status_code == 403
    assert not TransferCode.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_several_who_use_a_code_at_once_one_gets_the_vehicle(vehicle, code_for, api, emitted):
    code = code_for(vehicle)
    replies = at_the_same_time(*[lambda: api.as_customer().post(ACCEPT, {"code": code})] * 5)
    assert sorted(reply.status_code for reply in replies) == [200, 410, 410, 410, 410]
    assert len(emitted(TRANSFERRED)) == Ownership.objects.open().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_work_asked_for_and_a_transfer_at_once_no_one_gets_anothers_work(
    vehicle, transfer, customer, stranger
):
    body = {"vehicle_id": vehicle["id"], "kind": "service", "title": "Brakes squeal"}
    asked, moved = at_the_same_time(
        lambda: customer.post("/api/v1/projects/", body), lambda: transfer(vehicle, stranger)
    )
    assert (asked.status_code, moved.status_code) in {(201, 409), (400, 200)}


def test_the_database_itself_refuses_a_second_owner(vehicle):
    known = Ownership.objects.get()
    with pytest.raises(IntegrityError, match="unique_open_ownership"), transaction.atomic():
        Ownership.objects.create(vehicle_id=known.vehicle_id, owner_id=new_id(), since=timezone.now())
