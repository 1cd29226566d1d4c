"""The Python client against the running platform."""

import random
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
import seed
from callers import PASSWORD
from passkey_holders import add_passkey
from placeholders import PIXEL
from platform_client import Person
from servease import Client, Refusal, Tokens, Unreachable, codes


class Counted(requests.Session):
    """Counts what is sent, and sends it."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.sent: list[str] = []

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # type: ignore[override]
        self.sent.append(f"{method} {url.partition('/api/v1/')[2]}")
        return super().request(method, url, **options)


def client_at(gateway: str, **options: Any) -> Client:
    return Client(gateway, **{"connections": Counted(), **options})


def registered(client: Client) -> Client:
    email = f"python.{uuid.uuid4().hex[:12]}@example.org"
    client.register_account(email=email, password=PASSWORD, first_name="Ada", last_name="Byron")
    return client


@pytest.fixture
def client(gateway: str) -> Client:
    return registered(client_at(gateway))


@pytest.fixture
def office(gateway: str) -> Client:
    office = client_at(gateway)
    office.sign_in(email="admin@servease.test", password=seed.PASSWORD)
    return office


def new_vehicle() -> Any:
    plate = f"B PY {random.randrange(10**6):06}"
    return {"make": "Volkswagen", "model": "Golf", "year": 2021, "plate": plate}


def last_slot(client: Client, service_type: str) -> Any:
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    slots = client.list_slots(
        service_type=service_type, from_=str(tomorrow), to=str(tomorrow + timedelta(days=13))
    )
    return slots["results"][-1]


def refused_by(call: Callable[[], Any]) -> str:
    try:
        call()
    except Refusal as refused:
        return refused.code
    return ""


def until(read: Callable[[], Any], wanted: Callable[[Any], bool]) -> Any:
    """News between services takes some milliseconds."""
    deadline = time.monotonic() + 60
    while not wanted(answer := read()):
        assert time.monotonic() < deadline, answer
        time.sleep(0.1)
    return answer


@pytest.mark.shows("GW16")
def test_a_customer_comes_with_a_car_and_goes_with_it_mended(client: Client, office: Client) -> None:
    (technician,) = office.list_accounts(search="technician@servease.test").first()
    vehicle = client.register_vehicle(**new_vehicle())
    slot = last_slot(client, "diagnosis")
    booked = client.book_appointment(
        vehicle_id=vehicle["id"], service_type="diagnosis", start=slot["start"], notes="It blinks."
    )
    assert office.confirm_appointment(booked["id"])["status"] == "confirmed"
    with pytest.raises(codes.IllegalTransition) as again:
        office.confirm_appointment(booked["id"])
    assert (again.value.status, again.value.code) == (409, "illegal_transition")
    assert "check-in" in again.value.problem["allowed"]
    assert again.value.request_id

    office.check_in_appointment(booked["id"], override_reason="The customer came early.")
    seen = until(lambda: client.read_appointment(booked["id"]), lambda read: bool(read["project_id"]))
    project_id = seen["project_id"]
    task = office.add_task(
        project_id, title="Read the fault memory", assignee_id=technician["id"], estimated_minutes=30
    )
    office.change_task(project_id, task["id"], status="in_progress")
    office.change_task(project_id, task["id"], status="done")
    office.complete_appointment(booked["id"])
    assert office.pass_quality_check(project_id)["status"] == "ready"

    until(lambda: client.read_appointment(booked["id"]), lambda read: read["status"] == "completed")
    statuses = {row["to"] for row in client.list_appointment_history(booked["id"], page_size=1)}
    assert statuses == {"pending", "confirmed", "checked_in", "in_progress", "completed"}


@pytest.mark.shows("GW16")
def test_ten_threads_with_a_spent_token_refresh_it_once(client: Client, office: Client) -> None:
    account = client.read_own_account()
    office.change_account(account["id"], role="employee")

    with ThreadPoolExecutor(10) as pool:
        roles = set(pool.map(lambda _: client.read_own_account()["role"], range(10)))

    assert roles == {"employee"}
    assert client._connections.sent.count("POST auth/token/refresh/") == 1


@pytest.mark.shows("GW16")
def test_a_session_that_was_ended_elsewhere_is_over(client: Client) -> None:
    for session in client.list_sessions():
        client.end_session(session["id"])

    with pytest.raises(codes.SessionRevoked):
        client.read_own_account()


def test_a_session_goes_on_with_its_tokens_until_it_is_signed_out(client: Client, gateway: str) -> None:
    later = client_at(gateway, tokens=Tokens(*client.tokens))
    assert later.read_own_account()["id"] == client.read_own_account()["id"]

    later.sign_out()

    assert later.tokens is None
    with pytest.raises(codes.SessionRevoked):
        client.read_own_account()


@pytest.mark.shows("GW16")
def test_a_passkey_signs_in_by_itself_and_after_the_password(gateway: str, customer: Person) -> None:
    passkey = add_passkey(customer)
    alone, after_the_password = client_at(gateway), client_at(gateway)

    begun = alone.begin_passkey_sign_in()
    shown = {"ceremony_id": begun["ceremony_id"], "credential": passkey.get(begun["options"])}
    alone.complete_passkey_sign_in(**shown)
    assert alone.read_own_account()["id"] == customer.id

    answer = after_the_password.sign_in(email=customer.email, password=PASSWORD)
    assert after_the_password.tokens is None
    begun = after_the_password.begin_passkey_second_factor(mfa_token=answer["mfa_token"])
    shown = {"ceremony_id": begun["ceremony_id"], "credential": passkey.get(begun["options"])}
    after_the_password.complete_passkey_second_factor(mfa_token=answer["mfa_token"], **shown)
    assert after_the_password.read_own_account()["id"] == customer.id


@pytest.mark.shows("AU06")
def test_whom_strangers_lock_out_signs_in_where_they_did_before(client: Client, gateway: str) -> None:
    email = client.read_own_account()["email"]
    stranger = client_at(gateway)
    for _ in range(5):
        assert refused_by(lambda: stranger.sign_in(email=email, password="wrong")) == "invalid_credentials"
    assert refused_by(lambda: stranger.sign_in(email=email, password=PASSWORD)) == "too_many_attempts"

    client.sign_out()
    client.sign_in(email=email, password=PASSWORD)

    later = client_at(gateway, device_token=client.device_token)
    assert later.sign_in(email=email, password=PASSWORD)["account"]["email"] == email


@pytest.mark.shows("GW16")
def test_a_program_acts_by_an_api_key_until_that_is_ended(client: Client, gateway: str) -> None:
    made = client.make_api_key(name="Bookings by night", scopes=["vehicles:read", "vehicles:write"])
    program = client_at(gateway, api_key=made["key"])
    vehicle = program.register_vehicle(**new_vehicle())
    assert [row["id"] for row in program.list_vehicles()] == [vehicle["id"]]
    with pytest.raises(codes.InsufficientScope):
        program.list_appointments().first()

    client.end_api_key(made["id"])

    until(lambda: refused_by(program.list_vehicles().first), lambda code: code == "api_key_invalid")
    assert "POST auth/token/refresh/" not in program._connections.sent


@pytest.mark.shows("GW16")
def test_a_list_is_iterated_over_its_pages(client: Client) -> None:
    registered = {client.register_vehicle(**new_vehicle())["id"] for _ in range(5)}

    seen = [vehicle["id"] for vehicle in client.list_vehicles(page_size=2)]

    assert (len(seen), set(seen)) == (5, registered)
    assert len(client.list_vehicles(page_size=2).first()) == 2
    assert client._connections.sent.count("GET vehicles/") == 4


@pytest.mark.shows("GW16")
def test_a_change_of_what_has_changed_meanwhile_is_refused(client: Client) -> None:
    vehicle_id = client.register_vehicle(**new_vehicle())["id"]
    read = client.read_vehicle(vehicle_id)

    changed = client.change_vehicle(vehicle_id, color="red", if_match=read)
    with pytest.raises(codes.PreconditionFailed):
        client.change_vehicle(vehicle_id, color="blue", if_match=read)

    assert client.change_vehicle(vehicle_id, color="green", if_match=changed)["color"] == "green"
    (row,) = client.list_vehicles().first()
    with pytest.raises(TypeError, match="row of a list"):
        client.change_vehicle(vehicle_id, color="blue", if_match=row)


def test_a_form_learns_what_is_wrong_with_each_field(client: Client) -> None:
    with pytest.raises(Refusal) as refused:
        client.register_vehicle(**{**new_vehicle(), "make": "", "year": 1})

    assert set(refused.value.fields) == {"make", "year"}


@pytest.mark.shows("GW16")
def test_a_taken_slot_comes_with_others(client: Client, office: Client) -> None:
    slot = last_slot(client, "tyre-change")

    def book() -> None:
        vehicle_id = client.register_vehicle(**new_vehicle())["id"]
        office.book_appointment(vehicle_id=vehicle_id, service_type="tyre-change", start=slot["start"])

    for _ in range(slot["capacity_left"]):
        book()

    with pytest.raises(codes.SlotTaken) as taken:
        book()

    assert slot["start"] not in {free["start"] for free in taken.value.problem["alternatives"]}


@pytest.mark.shows("GW16")
def test_a_registration_whose_answer_was_lost_is_made_once(lossy_gateway: str) -> None:
    client = registered(client_at(lossy_gateway))

    vehicle = client.register_vehicle(**new_vehicle())

    assert [row["id"] for row in client.list_vehicles()] == [vehicle["id"]]
    assert client._connections.sent.count("POST vehicles/") == 2


def test_an_id_that_is_missing_or_too_much_is_noticed_at_once(client: Client) -> None:
    with pytest.raises(TypeError, match="vehicle_id"):
        client.read_vehicle()
    with pytest.raises(TypeError, match="too many"):
        client.read_vehicle("one", "two")


def test_where_nobody_listens_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        client_at("http://127.0.0.1:9", retries=1).read_key_set()


def test_a_photo_is_sent_and_read(client: Client) -> None:
    vehicle = client.register_vehicle(**new_vehicle())
    document = client.add_document(vehicle["id"], file=("front.png", PIXEL), kind="photo", title="Front")
    assert (document["title"], document["file"]["media_type"]) == ("Front", "image/png")
    (listed,) = client.list_documents(vehicle["id"]).first()
    assert listed["id"] == document["id"]
    link = listed["file"]["link"]["url"]
    answer = requests.get(client._gateway + link, timeout=30)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert len(answer.content) == listed["file"]["size_bytes"]
    with pytest.raises(codes.FileTypeMismatch) as refused:
        client.add_document(vehicle["id"], file=("front.jpg", PIXEL), kind="photo")
    assert refused.value.problem["media_type"] == "image/png"
