"""A customer's way through the whole platform, and what is left of it everywhere."""

import demo
import jwt
import pytest
from platform_client import Person


def test_registering_gives_a_token_of_fifteen_minutes_that_the_published_keys_verify(
    gateway: str, customer: Person
) -> None:
    token = customer.token
    key_set = jwt.PyJWKSet.from_dict(customer.get("auth/.well-known/jwks.json"))

    header = jwt.get_unverified_header(token)
    claims = jwt.decode(
        token, key_set[header["kid"]], algorithms=["RS256"], audience="servease", issuer="servease"
    )

    assert claims["sub"] == customer.id
    assert (claims["role"], claims["token_type"], claims["email_verified"]) == ("customer", "access", False)
    assert {"sid", "jti"} <= set(claims)
    assert claims["exp"] - claims["iat"] <= 15 * 60


def test_a_new_account_is_a_customer_and_has_a_profile_at_once(customer: Person) -> None:
    assert customer.get("customers/me/")["id"] == customer.id
    assert customer.get("users/me/")["id"] == customer.id
    assert customer.get("auth/me/")["id"] == customer.id


@pytest.mark.shows("VE02")
def test_a_vin_with_a_typing_mistake_is_noticed(customer: Person) -> None:
    vehicle = demo.new_vehicle()
    vehicle["vin"] = vehicle["vin"][:8] + ("1" if vehicle["vin"][8] == "0" else "0") + vehicle["vin"][9:]

    refusal = customer.post("vehicles/", vehicle, 422)

    assert refusal["code"] == "vin_check_digit"
    assert customer.get("vehicles/")["results"] == []


@pytest.mark.shows("AP05")
def test_a_booking_that_is_said_twice_is_made_once_and_takes_one_place(customer: Person) -> None:
    vehicle = customer.post("vehicles/", demo.new_vehicle(), 201)
    slot, _ = demo.find_slot(customer)
    booking = {"vehicle_id": vehicle["id"], "service_type": demo.SERVICE_TYPE, "start": slot["start"]}
    key = demo.once()

    first, again = (customer.request("POST", "appointments/", json=booking, headers=key) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (first.json(), "true")
    assert customer.get("appointments/")["results"] == [first.json()]
    slots = customer.get("appointments/slots/", service_type=demo.SERVICE_TYPE, **demo.coming_weeks())
    left = {free["start"]: free["capacity_left"] for free in slots["results"]}
    assert left.get(slot["start"], 0) == slot["capacity_left"] - 1


@pytest.mark.shows("AP19")
def test_checking_in_makes_one_work_order_however_often_it_is_said(
    customer: Person, chief: Person, appointment: dict
) -> None:
    path = f"appointments/{appointment['id']}/"
    chief.post(f"{path}confirm/")
    early = {"override_reason": "The customer came early."}
    key = demo.once()

    first = chief.request("POST", f"{path}check-in/", json=early, headers=key)
    again = chief.request("POST", f"{path}check-in/", json=early, headers=key)
    anew = chief.request("POST", f"{path}check-in/", json=early, headers=demo.once())

    assert (first.status_code, again.status_code) == (200, 200)
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (first.json(), "true")
    assert (anew.status_code, anew.json()["code"]) == (409, "illegal_transition")
    shown = customer.wait_for(path, lambda row: bool(row["project_id"]), "The work order")
    (project,) = customer.get("projects/", vehicle_id=appointment["vehicle_id"])["results"]
    assert project["id"] == shown["project_id"]
    assert (project["appointment_id"], project["customer_id"]) == (appointment["id"], customer.id)
    assert project["location_id"] == appointment["location_id"]


def test_after_check_in_the_work_order_leads_and_the_appointment_follows(
    customer: Person, chief: Person, appointment: dict
) -> None:
    path = f"appointments/{appointment['id']}/"
    chief.post(f"{path}confirm/")
    chief.post(f"{path}check-in/", {"override_reason": "The customer came early."})
    customer.wait_for(path, lambda row: bool(row["project_id"]), "The work order")
    started = chief.post(f"{path}start/")
    project = f"projects/{started['project_id']}/"

    assert started["status"] == "in_progress"
    assert chief.get(project)["status"] == "in_progress"
    customer.wait_for(path, lambda row: row["status"] == "in_progress", "The beginning of the work")
    assert chief.post(f"{path}complete/")["status"] == "in_progress"
    assert chief.get(project)["status"] == "quality_check"
    chief.post(f"{project}pass-quality-check/")
    customer.wait_for(path, lambda row: row["status"] == "completed", "The end of the work")
    customer.wait_for(
        "notifications/", lambda page: "ready" in {news["kind"] for news in page["results"]}, "The news"
    )


def test_the_customer_sees_the_work_done_and_how_it_came_to_be(journey: demo.Journey) -> None:
    customer, path = journey.customer, f"projects/{journey.project['id']}/"

    assert customer.get(path)["progress_percent"] == 100
    tasks = customer.get(f"{path}tasks/")["results"]
    assert {task["title"] for task in tasks} == set(demo.TASKS)
    assert {task["status"] for task in tasks} == {"done"}
    timeline = [line["to"] for line in customer.get(f"{path}timeline/")["results"]]
    assert timeline == ["approved", "in_progress", "quality_check", "ready"]


def test_the_technicians_time_is_logged_and_stopped(journey: demo.Journey) -> None:
    log = journey.technician.get(f"employees/time-logs/{journey.time_log['id']}/")

    assert (log["status"], log["project_id"]) == ("stopped", journey.project["id"])
    assert log["employee_id"] == journey.technician.id


def test_the_inbox_tells_each_step_once_and_of_what_it_tells(journey: demo.Journey) -> None:
    published = [news for news in journey.notifications if news["about"] == "appointment"]

    assert sorted(news["kind"] for news in published) == ["booked", "checked_in", "confirmed", "started"]
    assert {news["about_id"] for news in published} == {journey.appointment["id"]}
    progress = [news for news in journey.notifications if news["kind"] == "progress"]
    assert {news["about_id"] for news in progress} == {journey.project["id"]}
    assert [news["kind"] for news in journey.notifications].count("ready") == 1


@pytest.mark.shows("CB01")
def test_the_chatbot_names_the_first_free_slot_and_says_how_far_the_work_is(journey: demo.Journey) -> None:
    customer = journey.customer
    messages = f"chatbot/conversations/{journey.conversation['id']}/messages/"
    slots = customer.get("appointments/slots/", service_type=demo.SERVICE_TYPE, **demo.coming_weeks())

    slot = customer.post(messages, {"content": "Which slot is free next for an oil change?"}, 201)
    progress = customer.post(messages, {"content": "How far is my car?"}, 201)

    assert slots["results"][0]["start"] in slot["message"]["content"]
    assert "100 %" in progress["message"]["content"]
