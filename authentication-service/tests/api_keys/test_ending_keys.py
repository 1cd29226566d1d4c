"""Rule: a key that was ended counts nowhere within a second, whoever ended it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from redis import ConnectionError

from accounts.models import Session
from api_keys.models import ApiKey
from chassis.events.inbox import receive
from tests.api_keys.urls import KEYS, ME, keys_of

pytestmark = pytest.mark.django_db
AWAY = "redis://127.0.0.1:1/0"


def assert_no_key(reply):
    assert (reply.status_code, reply.json()["code"]) == (401, "api_key_invalid")


def test_one_ends_ones_own_at_once(make_key, emitted):
    holder = make_key()
    assert holder.program.get(ME).status_code == 200
    assert holder.person.delete(f"{KEYS}{holder.key_id}/").status_code == 204
    assert_no_key(holder.program.get(ME))
    assert holder.person.get(KEYS).json()["results"] == []
    assert holder.person.get(f"{KEYS}{holder.key_id}/").status_code == 404
    assert holder.person.delete(f"{KEYS}{holder.key_id}/").status_code == 404
    assert ApiKey.objects.get().ended_at is not None
    [event] = emitted("api_key.ended.v1")
    assert event.subject == holder.key_id
    assert event.data == {"api_key_id": holder.key_id, "account_id": holder.account_id}


@pytest.mark.shows("AU09")
@pytest.mark.parametrize("change", ["sign-out/", ""], ids=["signed out by force", "deactivated"])
def test_what_an_admin_ends_by_force_leaves_no_key(make_key, look_up, admin, emitted, change):
    holder, stranger = make_key(), make_key()
    account = f"/api/v1/auth/accounts/{holder.account_id}/"
    reply = admin.post(f"{account}{change}") if change else admin.patch(account, {"is_active": False})
    assert reply.status_code in {200, 204}
    admin.patch(account, {"is_active": True})
    assert look_up(holder.text).status_code == 404
    assert_no_key(holder.program.get(ME))
    assert stranger.program.get(ME).status_code == 200
    assert ApiKey.objects.get(pk=holder.key_id).ended_at is not None
    assert [event.subject for event in emitted("api_key.ended.v1")] == [holder.key_id]
    noted = [one.data for one in emitted("account.security_noted.v1") if one.subject == holder.account_id]
    assert (noted[-1]["what"], noted[-1]["address"]) == ("api_keys_ended", "")


def test_a_stranger_neither_sees_nor_ends_it(make_key):
    holder, stranger = make_key(), make_key("customer")
    assert [row["id"] for row in stranger.person.get(KEYS).json()["results"]] == [stranger.key_id]
    assert stranger.person.get(f"{KEYS}{holder.key_id}/").status_code == 404
    assert stranger.person.delete(f"{KEYS}{holder.key_id}/").status_code == 404
    assert holder.program.get(ME).status_code == 200


def test_an_admin_sees_and_ends_it(make_key, admin):
    holder = make_key()
    assert [row["id"] for row in admin.get(keys_of(holder.account_id)).json()["results"]] == [holder.key_id]
    assert admin.delete(f"{keys_of(holder.account_id)}{holder.key_id}/").status_code == 204
    assert_no_key(holder.program.get(ME))
    assert admin.get(keys_of(holder.account_id)).json()["results"] == []


def test_but_not_where_it_is_not_nor_long_after_signing_in(make_key, admin):
    holder, other = make_key(), make_key()
    assert admin.get(keys_of(uuid4())).status_code == 404
    assert admin.delete(f"{keys_of(other.account_id)}{holder.key_id}/").status_code == 404
    assert admin.delete(f"{keys_of(uuid4())}{holder.key_id}/").status_code == 404
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=11))
    refused = admin.delete(f"{keys_of(holder.account_id)}{holder.key_id}/")
    assert (refused.status_code, refused.json()["code"]) == (401, "insufficient_user_authentication")
    assert holder.program.get(ME).status_code == 200


def test_only_an_admin_asks_for_those_of_others(make_key):
    holder = make_key("employee", "office")
    assert holder.person.get(keys_of(holder.account_id)).status_code == 403


def test_what_redis_was_not_sent_at_once_it_is_sent_by_the_event(make_key, settings, emitted, deliver):
    holder = make_key()
    assert holder.program.get(ME).status_code == 200
    present, settings.REDIS_URL = settings.REDIS_URL, AWAY
    assert holder.person.delete(f"{KEYS}{holder.key_id}/").status_code == 204
    settings.REDIS_URL = present
    assert holder.program.get(ME).status_code == 200, "for a minute, it is kept"
    [event] = emitted("api_key.ended.v1")
    assert deliver(event.name, event.data, subject=event.subject, id=event.id) == "handled"
    assert_no_key(holder.program.get(ME))


@pytest.mark.django_db(transaction=True)
def test_the_event_waits_until_redis_takes_it(make_key, settings, emitted):
    holder = make_key()
    settings.REDIS_URL = AWAY
    holder.person.delete(f"{KEYS}{holder.key_id}/")
    [event] = emitted("api_key.ended.v1")
    with pytest.raises(ConnectionError):
        receive(event.as_entry())
