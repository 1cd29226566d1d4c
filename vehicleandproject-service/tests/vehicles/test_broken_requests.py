"""Whatever the bytes of a request are, it is refused as the contract says, and nothing is written."""

import pytest

from vehicles.models import Vehicle

pytestmark = pytest.mark.django_db
URL = "/api/v1/vehicles/"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"make": NaN}',
        b'{"year": 1e400}',
        b'{"year": ' + b"9" * 5000 + b"}",
        b'{"make": "\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"\\u0000": 1}',
        b"null",
        b'"text"',
        b"[]",
        b"[" * 60_000,
        b'{"make":' * 2000 + b"1" + b"}" * 2000,
    ],
    ids=lambda body: repr(body[:20]),
)
@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "k"}], ids=["plain", "with-key"])
def test_a_body_that_is_not_a_vehicle_is_refused(customer, body, key):
    reply = customer.generic("POST", URL, body, content_type="application/json", headers=key)
    assert reply.status_code == 400
    assert reply["Content-Type"] == "application/problem+json"
    assert reply.json()["status"] == 400
    assert not Vehicle.objects.exists()


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", "x"])
def test_a_body_that_does_not_say_it_is_json_is_refused(customer, content_type):
    reply = customer.generic("POST", URL, b"make=Ford", content_type=content_type)
    assert reply.status_code in {400, 415}
    assert reply["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("key", ["", "x" * 256, "ä"])
def test_a_key_that_is_not_well_formed_is_refused(customer, a_vehicle, key):
    reply = customer.post(URL, a_vehicle(), headers={"Idempotency-Key": key})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"] == "Idempotency-Key"
    assert not Vehicle.objects.exists()


def test_an_address_without_its_slash_is_not_there(customer):
    reply = customer.get("/api/v1/vehicles")
    assert reply.status_code == 404
    assert reply["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_allowed(customer, method):
    reply = getattr(customer, method)(URL, {})
    assert (reply.status_code, reply.json()["code"]) == (405, "method_not_allowed")


@pytest.mark.parametrize("name", ["request-id-of-mine", "no", "x" * 65, "a b c d e f g h"])
def test_a_refusal_names_the_request(customer, name):
    reply = customer.get(f"{URL}7/", headers={"X-Request-ID": name})
    assert reply.json()["request_id"] == reply["X-Request-ID"]
    assert (reply["X-Request-ID"] == name) is (name == "request-id-of-mine")
