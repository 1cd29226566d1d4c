"""With a key, against a server that speaks the protocol of the openai package."""

import json
from threading import BoundedSemaphore, Event

import pytest
from model_server import ModelServer, repeats_the_tool, says, wants, wants_often

from conversations import language_model
from conversations.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(settings):
    server = ModelServer()
    settings.OPENAI_API_KEY = "a-key"
    settings.OPENAI_BASE_URL = server.address
    settings.OPENAI_MODEL = "a-model"
    yield server
    server.close()


def test_the_model_answers_from_live_data(model, conversation, appointments):
    model.script = [wants("next_free_slot", service_type="oil-change"), repeats_the_tool()]
    answer = conversation("When can I come?")
    assert answer.status_code == 201
    assert json.loads(answer.json()["message"]["content"])["start"] == "2026-11-24T08:00:00Z"
    reply = Message.objects.get(author="assistant")
    assert reply.receipts[0]["tool"] == "next_free_slot"
    assert reply.receipts[0]["asked"] == {"service_type": "oil-change"}


def test_the_model_is_told_what_was_said_before(model, conversation):
    model.script = [says("Hello."), says("As I said.")]
    conversation("Good morning")
    conversation("And now?")
    contents = [message["content"] for message in model.requests[-1]["messages"][1:]]
    assert contents == ["Good morning", "Hello.", "And now?"]


@pytest.mark.shows("CB08")
def test_conversations_do_not_see_each_other(model, conversation, api):
    model.script = [says("Hello.")]
    conversation("My secret is 42")
    other = api.as_customer()
    started = other.post("/api/v1/chatbot/conversations/", {}).json()
    other.post(f"/api/v1/chatbot/conversations/{started['id']}/messages/", {"content": "What?"})
    assert "42" not in json.dumps(model.requests[-1])


@pytest.mark.shows("CB08")
def test_conversations_in_turn_never_cross(model, api):
    model.script = [says("Noted.")]
    people = {name: api.as_customer() for name in ("Ada", "Grace")}
    conversations = "/api/v1/chatbot/conversations/"
    messages = {
        name: f"{conversations}{person.post(conversations, {}).json()['id']}/messages/"
        for name, person in people.items()
    }
    for number in range(3):
        for name, person in people.items():
            assert person.post(messages[name], {"content": f"{name} {number}"}).status_code == 201
            said = [said["content"] for said in model.requests[-1]["messages"] if said["role"] == "user"]
            assert said == [f"{name} {earlier}" for earlier in range(number + 1)]
    for name, person in people.items():
        rows = person.get(messages[name]).json()["results"]
        assert {row["content"].split()[0] for row in rows} == {name, "Noted."}


def test_a_tool_that_does_not_exist_is_an_error_the_model_is_told(model, conversation):
    model.script = [wants("delete_everything", now="yes"), repeats_the_tool()]
    answer = conversation("Do it")
    assert json.loads(answer.json()["message"]["content"]) == {"error": "There is no such tool."}


def test_what_no_database_keeps_is_replaced_in_what_the_model_says(model, conversation):
    model.script = [wants("find\0out", service="\0\ud800"), says("A\0nswer\udfff")]
    answer = conversation("What?")
    assert answer.status_code == 201
    assert answer.json()["message"]["content"] == "A\N{REPLACEMENT CHARACTER}nswer\N{REPLACEMENT CHARACTER}"
    [receipt] = Message.objects.get(author="assistant").receipts
    assert receipt["asked"] == {"service": "\N{REPLACEMENT CHARACTER}" * 2}


@pytest.mark.parametrize("failure", ["overloaded", "silent", "endless", "greedy"])
def test_when_the_model_fails_the_intents_answer(model, conversation, appointments, failure):
    if failure == "overloaded":
        model.status = 500
    model.script = {
        "silent": [says("")],
        "endless": [wants("services")],
        "greedy": [wants_often("services")],
    }.get(failure, [])
    answer = conversation("What does an oil change cost?")
    assert answer.status_code == 201
    assert "Oil change: 60 minutes, 89.00 EUR" in answer.json()["message"]["content"]
    assert [receipt["tool"] for receipt in answer.json()["message"]["receipts"]] == ["services"]


def slowly(reply):
    """The model takes a while for each of its replies."""
    return lambda request: Event().wait(1) or reply(request)


@pytest.mark.parametrize(("seconds", "requests"), [(1.6, 2), (0.5, 1)])
def test_all_rounds_share_one_deadline_and_then_the_intents_answer(
    model, conversation, appointments, monkeypatch, seconds, requests
):
    monkeypatch.setattr(language_model, "SECONDS_TO_ANSWER", seconds)
    model.script = [slowly(wants("services"))]
    answer = conversation("What does an oil change cost?")
    assert "Oil change: 60 minutes, 89.00 EUR" in answer.json()["message"]["content"]
    assert len(model.requests) == requests


@pytest.mark.shows("CB02")
@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_neighbours_refusal_is_an_error_the_model_is_told(model, conversation, appointments, status):
    appointments.replies("GET", "/api/v1/appointments/slots/", {"code": "refused"}, status=status)
    model.script = [wants("next_free_slot", service_type="oil-change"), repeats_the_tool()]
    answer = conversation("When can I come?")
    assert answer.status_code == 201
    assert json.loads(answer.json()["message"]["content"]).keys() == {"error"}


def test_a_token_that_no_longer_counts_is_the_askers_matter(model, conversation, appointments):
    appointments.replies("GET", "/api/v1/appointments/slots/", {"code": "token_expired"}, status=401)
    model.script = [wants("next_free_slot", service_type="oil-change")]
    answer = conversation("When can I come?")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")
    assert not Message.objects.exists()


@pytest.mark.drill
@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_held_to_the_deadline(
    model, conversation, appointments, monkeypatch, taking_less_than, part
):
    monkeypatch.setattr(language_model, "SECONDS_TO_ANSWER", 0.4)
    model.drips = part
    model.script = [says("Too late.")]
    with taking_less_than(1.5):
        answer = conversation("What does an oil change cost?")
    assert "Oil change: 60 minutes, 89.00 EUR" in answer.json()["message"]["content"]


@pytest.mark.parametrize("taken", ["by others", "by the same account"])
def test_who_finds_no_place_at_the_model_is_answered_by_the_intents(
    model, conversation, appointments, monkeypatch, taken
):
    model.script = [says("Hello.")]
    if taken == "by others":
        monkeypatch.setattr(language_model, "_places", BoundedSemaphore(1))
        language_model._places.acquire()
    else:
        monkeypatch.setattr(language_model, "_asking", {conversation.customer.account_id})
    answer = conversation("What does an oil change cost?")
    assert "Oil change: 60 minutes, 89.00 EUR" in answer.json()["message"]["content"]
    assert not model.requests


def test_a_place_at_the_model_is_free_again_however_the_question_ended(model, conversation, appointments):
    for script in ([says("Hello.")], [says("")], [wants("services")]):
        model.script = script
        conversation("What does an oil change cost?")
    assert not language_model._asking
    assert language_model._places._value == language_model._places._initial_value


def test_all_questions_share_one_client(model, conversation):
    model.script = [says("Hello.")]
    language_model._client.cache_clear()
    conversation("Hi")
    conversation("Hi")
    assert language_model._client.cache_info().misses == 1


def test_the_model_is_not_asked_by_way_of_a_proxy_of_the_environment(model, conversation, monkeypatch):
    for name in ("HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    language_model._client.cache_clear()
    model.script = [says("Hello.")]
    assert conversation("Hi").json()["message"]["content"] == "Hello."
