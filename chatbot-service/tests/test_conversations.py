import pytest

from conversations.models import Conversation, Message

pytestmark = pytest.mark.django_db

CONVERSATIONS = "/api/v1/chatbot/conversations/"


@pytest.mark.shows("CB09")
def test_a_conversation_is_its_accounts_alone(api):
    customer = api.as_customer()
    started = customer.post(CONVERSATIONS, {"title": "My car"})
    assert started.status_code == 201
    path = f"{CONVERSATIONS}{started.json()['id']}/"
    assert Conversation.objects.get().account_id == customer.account_id
    assert [row["title"] for row in customer.get(CONVERSATIONS).json()["results"]] == ["My car"]
    for stranger in (api.as_customer(), api.as_employee(), api.as_admin()):
        assert stranger.get(path).status_code == 404
        assert stranger.get(f"{path}messages/").status_code == 404
        assert stranger.post(f"{path}messages/", {"content": "Hi"}).status_code == 404
        assert stranger.delete(path).status_code == 404
    assert api.get(path).status_code == 401
    assert not Message.objects.exists()


@pytest.mark.shows("CB09")
def test_deleting_leaves_nothing(api, conversation):
    conversation("Hello")
    assert Message.objects.count() == 2
    path = f"{CONVERSATIONS}{conversation.id}/"
    assert conversation.customer.delete(path).status_code == 204
    assert not Conversation.objects.exists()
    assert not Message.objects.exists()
    assert conversation.customer.get(path).status_code == 404


def test_a_retry_tells_nothing_of_a_conversation_that_was_deleted(api):
    customer = api.as_customer()
    conversation = customer.post(CONVERSATIONS, {}, headers={"Idempotency-Key": "begin"}).json()
    said = f"{CONVERSATIONS}{conversation['id']}/messages/"
    customer.post(said, {"content": "Who are you?"}, headers={"Idempotency-Key": "ask"})
    customer.delete(f"{CONVERSATIONS}{conversation['id']}/")
    for address, body, key in ((CONVERSATIONS, {}, "begin"), (said, {"content": "Who are you?"}, "ask")):
        assert customer.post(address, body, headers={"Idempotency-Key": key}).status_code == 410


def test_what_was_said_is_listed_newest_first(conversation):
    conversation("Hello")
    answer = conversation.customer.get(f"{CONVERSATIONS}{conversation.id}/messages/")
    assert [row["author"] for row in answer.json()["results"]] == ["assistant", "person"]


@pytest.mark.parametrize(
    "data", [{}, {"content": ""}, {"content": "x" * 2001}, {"content": "a", "author": "b"}]
)
def test_what_is_not_well_formed_is_400_and_nothing_is_kept(conversation, data):
    answer = conversation.customer.post(f"{CONVERSATIONS}{conversation.id}/messages/", data)
    assert answer.status_code == 400
    assert not Message.objects.exists()
