"""POST /api/v1/vehicles/."""

from typing import Any
from uuid import UUID

import pytest

from chassis.models import new_id
from chassis.testing.parallel import at_the_same_time
from tests.vehicles.vins import GOOD_VIN
from vehicles.models import Vehicle

pytestmark = pytest.mark.django_db
URL = "/api/v1/vehicles/"


@pytest.mark.shows("VE01")
def test_a_customer_registers_their_own_vehicle(customer, a_vehicle, emitted, example):
    reply = customer.post(URL, a_vehicle(vin=GOOD_VIN, plate="b-ts  7", color="blue", odometer_km=42_000))

    body = reply.json()
    assert reply.status_code == 201
    assert body["owner_id"] == str(customer.account_id)
    assert (body["plate"], body["vin"], body["odometer_km"]) == ("B-TS 7", GOOD_VIN, 42_000)
    vehicle = Vehicle.objects.get()
    assert (vehicle.id, vehicle.owner_id, vehicle.plate) == (
        UUID(body["id"]), customer.account_id, "B-TS 7",
    )  # fmt: skip
    (event,) = emitted("vehicle.registered.v1")
    assert (event.name, event.subject) == ("vehicle.registered.v1", body["id"])
    assert event.data == {name: body["id" if name == "vehicle_id" else name] for name in example(event.name)}


@pytest.mark.parametrize(
    ("found", "code"), [(None, "unknown"), ({"is_active": False}, "inactive")], ids=["unknown", "closed"]
)
def test_staff_name_an_owner_who_is_a_customer(employee, a_vehicle, customer_list, emitted, found, code):
    owner = str(new_id())
    path = f"/internal/customers/{owner}/"
    if found is None:
        customer_list.replies("GET", path, {"code": "not_found"}, status=404)
    else:
        customer_list.replies("GET", path, {"id": owner, **found})
    reply = employee.post(URL, a_vehicle(owner_id=owner))
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [("owner_id", code)]
    assert nothing_was_written(emitted)


def test_while_nobody_can_say_who_is_a_customer_only_customers_register(
    customer, employee, a_vehicle, customer_list
):
    customer_list.down()
    reply = employee.post(URL, a_vehicle(owner_id=str(new_id())))
    assert (reply.status_code, reply.json()["code"]) == (503, "upstream_unavailable")
    assert customer.post(URL, a_vehicle()).status_code == 201


def test_the_reply_is_what_reading_it_gives(customer, a_vehicle):
    registered = customer.post(URL, a_vehicle())
    read = customer.get(f"{URL}{registered.json()['id']}/")
    assert read.content == registered.content
    assert read["ETag"] == registered["ETag"]


def test_staff_register_for_the_customer_they_name(employee, a_vehicle, customer_list):
    owner = new_id()
    assert employee.post(URL, a_vehicle(owner_id=str(owner))).json()["owner_id"] == str(owner)
    assert [call.path for call in customer_list.calls] == [f"/internal/customers/{owner}/"]


def test_staff_must_name_the_owner(employee, a_vehicle, emitted):
    reply = employee.post(URL, a_vehicle())
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"] == "owner_id"
    assert nothing_was_written(emitted)


def test_a_customer_cannot_register_for_another(customer, a_vehicle, emitted):
    reply = customer.post(URL, a_vehicle(owner_id=str(new_id())))
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["code"] == "not_yours"
    assert nothing_was_written(emitted)


@pytest.mark.shows("VE02")
def test_a_wrong_check_digit_is_refused(customer, a_vehicle, emitted):
    reply = customer.post(URL, a_vehicle(vin="1HGCM82643A004352"))
    assert reply.status_code == 422
    assert reply.json()["code"] == "vin_check_digit"
    assert "should be 3" in reply.json()["detail"]
    assert nothing_was_written(emitted)


@pytest.mark.shows("VE02")
def test_a_wrong_check_digit_may_be_waived(customer, a_vehicle):
    reply = customer.post(URL, a_vehicle(vin="WVWZZZ1JZXW000001", vin_check_waived=True))
    assert reply.status_code == 201
    assert reply.json()["vin"] == "WVWZZZ1JZXW000001"


@pytest.mark.shows("VE02")
def test_why_it_was_waived_is_kept(customer, a_vehicle):
    why = "As in the registration certificate."
    reply = customer.post(URL, a_vehicle(vin="WVWZZZ1JZXW000001", vin_check_reason=why))
    assert (reply.status_code, reply.json()["vin_check_reason"]) == (201, why)
    assert Vehicle.objects.get().vin_check_reason == why


@pytest.mark.shows("VE02")
def test_in_north_america_it_is_not_waived(customer, a_vehicle, emitted):
    body = a_vehicle(vin="1HGCM82643A004352", vin_check_waived=True, vin_check_reason="Really.")
    assert customer.post(URL, body).json()["code"] == "vin_check_digit"
    assert nothing_was_written(emitted)


@pytest.mark.parametrize("vin", ["1HGCM82633A00435", "1HGCM82633A00435O", "1HGCM82633A0043-2"])
def test_a_vin_of_the_wrong_form_is_not_well_formed(customer, a_vehicle, vin, emitted):
    reply = customer.post(URL, a_vehicle(vin=vin))
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["code"] == "vin_form"
    assert nothing_was_written(emitted)


@pytest.mark.shows("VE02")
def test_a_plate_belongs_to_one_vehicle(customer, stranger, a_vehicle, emitted):
    customer.post(URL, a_vehicle(plate="B-X 1"))
    reply = stranger.post(URL, a_vehicle(plate="b-x 1"))
    assert reply.status_code == 409
    assert reply.json()["code"] == "plate_taken"
    assert Vehicle.objects.count() == len(emitted()) == 1


def test_a_vin_belongs_to_one_vehicle(customer, stranger, a_vehicle):
    customer.post(URL, a_vehicle(vin=GOOD_VIN))
    reply = stranger.post(URL, a_vehicle(vin=GOOD_VIN.lower()))
    assert reply.status_code == 409
    assert reply.json()["code"] == "vin_taken"


def test_two_vehicles_may_both_have_no_vin(register, customer):
    assert register(customer)["vin"] == register(customer)["vin"] == ""


@pytest.mark.shows("VE02")
@pytest.mark.django_db(transaction=True)
def test_of_two_that_want_one_plate_at_once_one_gets_it(customer, stranger, a_vehicle, emitted):
    first, second = a_vehicle(plate="B-RACE 1"), a_vehicle(plate="b-race 1")
    replies = at_the_same_time(lambda: customer.post(URL, first), lambda: stranger.post(URL, second))
    assert sorted(reply.status_code for reply in replies) == [201, 409]
    assert Vehicle.objects.count() == len(emitted("vehicle.registered.v1")) == 1


def test_a_repeated_key_gets_the_first_answer_again(customer, a_vehicle, emitted):
    body = a_vehicle()
    first = customer.post(URL, body, headers={"Idempotency-Key": "retry-1"})
    again = customer.post(URL, body, headers={"Idempotency-Key": "retry-1"})
    assert (again.status_code, again.content) == (201, first.content)
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert Vehicle.objects.count() == len(emitted()) == 1


def test_a_key_is_not_good_for_another_body(customer, a_vehicle):
    customer.post(URL, a_vehicle(), headers={"Idempotency-Key": "retry-1"})
    reply = customer.post(URL, a_vehicle(), headers={"Idempotency-Key": "retry-1"})
    assert reply.status_code == 422
    assert reply.json()["code"] == "idempotency_key_reused"
    assert Vehicle.objects.count() == 1


def test_a_key_is_its_accounts_own(customer, stranger, a_vehicle):
    customer.post(URL, a_vehicle(), headers={"Idempotency-Key": "retry-1"})
    reply = stranger.post(URL, a_vehicle(), headers={"Idempotency-Key": "retry-1"})
    assert reply.status_code == 201
    assert reply.json()["owner_id"] == str(stranger.account_id)


def test_a_refusal_does_not_use_the_key_up(customer, a_vehicle):
    wrong = customer.post(URL, a_vehicle(vin="bad"), headers={"Idempotency-Key": "retry-1"})
    right = customer.post(URL, a_vehicle(), headers={"Idempotency-Key": "retry-1"})
    assert (wrong.status_code, right.status_code) == (400, 201)


@pytest.mark.django_db(transaction=True)
def test_two_requests_with_one_key_at_once_register_one_vehicle(customer, a_vehicle, emitted):
    def send() -> Any:
        return customer.post(URL, body, headers={"Idempotency-Key": "both"})

    body = a_vehicle()
    replies = at_the_same_time(*[send] * 2)
    assert [reply.status_code for reply in replies] == [201, 201]
    assert replies[0].content == replies[1].content
    assert Vehicle.objects.count() == len(emitted()) == 1


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("make", "", "blank"),
        ("make", None, "null"),
        ("make", 5, "invalid"),
        ("make", "x" * 51, "max_length"),
        ("model", "Cor\x00olla", "null_characters_not_allowed"),
        ("plate", ["B-TS 1"], "invalid"),
        ("plate", "x" * 16, "max_length"),
        ("plate", "ß" * 8, "max_length"),
        ("year", "last", "invalid"),
        ("year", 1884, "min_value"),
        ("year", 2**70, "max_value"),
        ("odometer_km", -1, "min_value"),
        ("odometer_km", 10**30, "max_value"),
        ("owner_id", "me", "invalid"),
        ("owner", "me", "unknown_field"),
    ],
)
def test_what_is_not_well_formed_is_named(customer, a_vehicle, emitted, field, value, code):
    reply = customer.post(URL, a_vehicle(**{field: value}))
    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, code)]
    assert nothing_was_written(emitted)


def test_every_missing_field_is_named(customer, emitted):
    reply = customer.post(URL, {})
    assert {error["field"] for error in reply.json()["errors"]} == {"make", "model", "year"}
    assert nothing_was_written(emitted)


def nothing_was_written(emitted: Any) -> bool:
    return not Vehicle.objects.exists() and not emitted()
