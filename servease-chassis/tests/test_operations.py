import pytest

from chassis.auth import revoke_session
from chassis.models import new_id
from tests.sample.models import Box

pytestmark = pytest.mark.django_db

BOXES = "/api/v1/boxes/"


def make(client, **data):
    return client.post(BOXES, {"label": "one", **data})


def test_a_post_answers_201_with_the_row_its_etag_and_its_event(api, emitted):
    customer = api.as_customer()
    answer = make(customer, price={"amount": "12.50", "currency": "EUR"})
    assert answer.status_code == 201
    body = answer.json()
    box = Box.objects.get()
    assert body["id"] == str(box.id)
    assert body["owner_id"] == str(customer.account_id)
    assert body["price"] == {"amount": "12.50", "currency": "EUR"}
    assert body["parent"] is None
    assert body["created_at"].endswith("Z")
    assert answer["ETag"]
    assert [event.data for event in emitted("box.made.v1")] == [{"label": "one"}]


def test_an_unknown_field_is_refused_and_nothing_is_written(api):
    answer = make(api.as_customer(), lable="two")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"] == [
        {"field": "lable", "code": "unknown_field", "message": "Unknown field."}
    ]
    assert not Box.objects.exists()


def test_a_read_is_the_row_and_304_to_whoever_holds_it(api):
    customer = api.as_customer()
    path = f"{BOXES}{make(customer).json()['id']}/"
    first = customer.get(path)
    assert first.status_code == 200
    assert customer.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert customer.get(path, headers={"If-None-Match": f"W/{first['ETag']}"}).status_code == 304
    assert customer.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("query", ["foo=1", "format=xml", "foo=1&foo=2"])
def test_an_unknown_parameter_of_one_thing_is_400_and_named(api, query):
    customer = api.as_customer()
    path = f"{BOXES}{make(customer).json()['id']}/"
    for answer in (customer.get(f"{path}?{query}"), customer.patch(f"{path}?{query}", {"weight": 1})):
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == [query.partition("=")[0]]


def test_a_strangers_read_is_404(api):
    path = f"{BOXES}{make(api.as_customer()).json()['id']}/"
    answer = api.as_customer().get(path)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


@pytest.mark.shows("GW05")
def test_a_stale_if_match_is_412_and_changes_nothing(api):
    customer = api.as_customer()
    made = make(customer)
    path = f"{BOXES}{made.json()['id']}/"
    changed = customer.patch(path, {"weight": 3}, headers={"If-Match": made["ETag"]})
    assert changed.status_code == 200
    stale = customer.patch(path, {"weight": 4}, headers={"If-Match": made["ETag"]})
    assert stale.status_code == 412
    assert stale.json()["code"] == "precondition_failed"
    assert Box.objects.get().weight == 3
    assert customer.patch(path, {"weight": 5}, headers={"If-Match": changed["ETag"]}).status_code == 200


@pytest.mark.shows("GW05")
def test_a_delete_honours_if_match_by_what_get_shows(api):
    employee = api.as_employee()
    path = f"{BOXES}{make(employee).json()['id']}/"
    assert employee.delete(path, headers={"If-Match": '"stale"'}).status_code == 412
    assert employee.delete(path, headers={"If-Match": employee.get(path)["ETag"]}).status_code == 204
    assert not Box.objects.exists()


@pytest.mark.shows("AP05")
def test_a_retry_with_its_idempotency_key_gets_the_first_answer(api, emitted):
    customer = api.as_customer()
    key = {"Idempotency-Key": "once"}
    first = customer.post(BOXES, {"label": "one"}, headers=key)
    again = customer.post(BOXES, {"label": "one"}, headers=key)
    assert (again.status_code, again.content) == (201, first.content)
    assert again["Idempotency-Replayed"] == "true"
    assert Box.objects.count() == 1
    assert len(emitted("box.made.v1")) == 1
    other = customer.post(BOXES, {"label": "two"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert api.as_customer().post(BOXES, {"label": "two"}, headers=key).status_code == 201


def test_a_named_constraint_is_a_409_with_its_members(api):
    make(api.as_customer())
    answer = make(api.as_customer())
    assert answer.status_code == 409
    assert (answer.json()["code"], answer.json()["allowed"]) == ("label_taken", ["another"])


@pytest.mark.shows("GW03")
def test_a_defect_is_a_500_in_the_common_shape_and_says_nothing(api):
    api.raise_request_exception = False
    answer = api.get("/api/v1/failing/")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "defect" not in answer.content.decode()
    assert answer.json()["request_id"] == answer["X-Request-ID"]


def test_a_kept_answer_is_not_shown_to_who_has_other_rights_now(api, emitted):
    account = new_id()
    key = {"Idempotency-Key": "one-box"}
    made = api.as_employee(account, rights=1).post(BOXES, {"label": "one"}, headers=key)
    again = api.as_employee(account, rights=1).post(BOXES, {"label": "one"}, headers=key)
    assert (made.status_code, again.content) == (201, made.content)
    demoted = api.as_customer(account, rights=2).post(BOXES, {"label": "one"}, headers=key)
    assert (demoted.status_code, demoted.json()["code"]) == (422, "idempotency_key_reused")
    assert len(emitted("box.made.v1")) == 1


def test_a_kept_answer_is_not_shown_to_an_ended_session(api, emitted):
    account, session = new_id(), new_id()
    key = {"Idempotency-Key": "one-box"}
    client = api.as_customer(account, sid=str(session))
    assert client.post(BOXES, {"label": "one"}, headers=key).status_code == 201
    revoke_session(session)
    assert client.post(BOXES, {"label": "one"}, headers=key).json()["code"] == "session_revoked"
