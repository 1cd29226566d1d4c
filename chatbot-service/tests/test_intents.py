"""Without a language model's key."""

import pytest

from chassis.models import new_id
from conversations.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_a_key(settings):
    settings.OPENAI_API_KEY = ""


def said(answer):
    assert answer.status_code == 201, answer.json()
    return answer.json()["message"]["content"]


@pytest.mark.shows("CB01", "CB06")
def test_the_next_free_slot_is_the_one_that_slots_offers(conversation, appointments):
    answer = conversation("When is the next free slot for an oil change?")
    assert said(answer) == (
        "The next free slot for Oil change is Tuesday, 24 November 2026 at 09:00 "
        "(Europe/Berlin; 2026-11-24T08:00:00Z)."
    )
    question, reply = Message.objects.order_by("id")
    assert (question.author, reply.author) == ("person", "assistant")
    assert reply.receipts[1]["gave"]["start"] == "2026-11-24T08:00:00Z"
    assert answer.json()["message"]["receipts"] == reply.receipts


@pytest.mark.shows("CB02")
def test_the_look_up_is_made_with_the_askers_own_token(conversation, appointments):
    conversation("next free slot for brakes")
    tokens = {call.headers["Authorization"] for call in appointments.calls}
    assert tokens == {conversation.customer._credentials["HTTP_AUTHORIZATION"]}
    assert "service_type=brakes" in appointments.calls[-1].path


def test_without_a_service_it_asks_back(conversation, appointments):
    assert said(conversation("next free slot?")) == "For which service? We offer: Oil change, Brake service."


def test_no_free_slot_is_said(conversation, appointments):
    appointments.replies("GET", "/api/v1/appointments/slots/", {"results": []})
    assert (
        said(conversation("free slot oil-change"))
        == "There is no free slot for Oil change in the next 30 days."
    )


@pytest.mark.shows("CB01", "CB06")
def test_services_and_prices(conversation, appointments):
    assert "Oil change: 60 minutes, 89.00 EUR" in said(conversation("What does it cost?"))


@pytest.mark.shows("CB01", "CB06")
def test_own_work_and_its_progress(conversation, upstream):
    project = {
        "id": "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b13",
        "title": "Oil change",
        "status": "in_progress",
        "progress_percent": 50,
    }
    page = {"next": None, "previous": None, "results": [project]}
    upstream("vehicleandproject-service").checked = False
    upstream("vehicleandproject-service").replies("GET", "/api/v1/projects/", page)
    assert said(conversation("How far is my car?")) == "The work on your car:\nOil change: 50 % (in_progress)"


def test_the_services_are_asked_for_once_and_also_without_redis(conversation, appointments, settings):
    conversation("prices")
    conversation("prices")
    assert len(appointments.calls) == 1
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/1"}}
    assert "Oil change" in said(conversation("prices"))
    assert len(appointments.calls) == 2


@pytest.mark.parametrize("name", ["service_type.added.v1", "service_type.changed.v1"])
def test_news_of_the_offer_are_in_the_next_answer(conversation, appointments, deliver, example, name):
    assert "Oil change: 60 minutes, 89.00 EUR" in said(conversation("prices"))
    dearer = {"code": "oil-change", "name": "Oil change", "price": {"amount": "99.00", "currency": "EUR"}}
    appointments.replies("GET", "/api/v1/appointments/service-types/", {"results": [dearer]})
    assert "89.00 EUR" in said(conversation("prices"))
    news = {"subject": "oil-change", "id": new_id()}
    assert deliver(name, example(name, "appointment-service"), **news) == "handled"
    assert "99.00 EUR" in said(conversation("prices"))
    assert "99.00 EUR" in said(conversation("prices"))
    assert len(appointments.calls) == 2
    assert deliver(name, example(name, "appointment-service"), **news) == "repeated"
    conversation("prices")
    assert len(appointments.calls) == 3


def test_what_is_kept_is_not_for_a_key_that_may_ask_for_less(conversation, appointments, api):
    conversation("prices")
    key = api.as_customer(scope="chatbot:read chatbot:write")
    started = key.post("/api/v1/chatbot/conversations/", {}).json()
    appointments.replies(
        "GET",
        "/api/v1/appointments/service-types/",
        {"code": "insufficient_scope", "detail": "No."},
        status=403,
    )
    path = f"/api/v1/chatbot/conversations/{started['id']}/messages/"
    answer = key.post(path, {"content": "prices"})
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")


def test_what_staff_are_told_is_not_kept_for_customers(conversation, appointments, api):
    admin = api.as_admin()
    started = admin.post("/api/v1/chatbot/conversations/", {}).json()
    admin.post(f"/api/v1/chatbot/conversations/{started['id']}/messages/", {"content": "prices"})
    conversation("prices")
    assert len(appointments.calls) == 2


def test_what_it_does_not_understand_gets_help(conversation):
    assert "I can name the next free slot" in said(conversation("Sing!"))


def test_a_neighbour_down_is_503_and_nothing_is_kept(conversation, appointments):
    appointments.down()
    answer = conversation("next free slot for oil change")
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream_unavailable")
    assert answer["Retry-After"]
    assert not Message.objects.exists()


@pytest.mark.shows("CB02")
@pytest.mark.parametrize(
    ("status", "shown", "code"),
    [
        (401, 401, "token_expired"),
        (403, 403, "insufficient_scope"),
        (400, 502, "upstream_refused"),
        (404, 502, "upstream_refused"),
    ],
)
@pytest.mark.parametrize(
    ("question", "service", "path"),
    [
        ("free slot for oil change", "appointment-service", "/api/v1/appointments/slots/"),
        ("prices", "appointment-service", "/api/v1/appointments/service-types/"),
        ("my bookings", "appointment-service", "/api/v1/appointments/"),
        ("How far is my car?", "vehicleandproject-service", "/api/v1/projects/"),
    ],
)
def test_a_neighbours_refusal_is_told_as_such_and_nothing_is_kept(
    conversation, appointments, upstream, status, shown, code, question, service, path
):
    upstream(service).replies("GET", path, {"code": code, "detail": "No."}, status=status)
    answer = conversation(question)
    assert (answer.status_code, answer.json()["code"]) == (shown, code)
    assert not Message.objects.exists()


def test_a_service_that_is_no_longer_offered_is_not_said_to_be_away(conversation, appointments):
    errors = [{"field": "service_type", "code": "unknown", "message": "There is no such service."}]
    appointments.replies(
        "GET", "/api/v1/appointments/slots/", {"code": "invalid", "errors": errors}, status=400
    )
    assert said(conversation("free slot for oil change")) == "Oil change cannot be booked at present."


def test_what_is_no_longer_offered_is_not_shown_though_staff_may_see_it(api, appointments):
    offered = [
        {"code": "oil-change", "name": "Oil change", "is_active": True},
        {"code": "polish", "name": "Polish", "is_active": False},
    ]
    appointments.replies("GET", "/api/v1/appointments/service-types/", {"results": offered})
    admin = api.as_admin()
    path = f"/api/v1/chatbot/conversations/{admin.post('/api/v1/chatbot/conversations/', {}).json()['id']}"
    assert "Polish" not in said(admin.post(f"{path}/messages/", {"content": "prices"}))
    assert said(admin.post(f"{path}/messages/", {"content": "free slot for polish"})).startswith(
        "The next free slot for Oil change"
    )


def test_a_retry_with_its_key_is_answered_once(conversation, appointments):
    first = conversation("prices", headers={"Idempotency-Key": "once"})
    again = conversation("prices", headers={"Idempotency-Key": "once"})
    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"
    assert Message.objects.count() == 2
