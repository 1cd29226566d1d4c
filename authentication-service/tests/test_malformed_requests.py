"""Whatever the bytes of a request are, it is refused as the contract says, and nothing is written."""

import pytest

from accounts.models import Account

pytestmark = pytest.mark.django_db
ROUTES = ["register/", "login/", "token/refresh/", "logout/"]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'"text"',
        b'{"email": NaN}',
        b'{"\\ud800": 1}',
        b'{"email": "\\ud800"}',
        b"[" * 50_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_a_strange_body_is_refused(visitor, route, body):
    reply = visitor.generic("POST", f"/api/v1/auth/{route}", body, content_type="application/json")
    assert reply.status_code == 400
    assert reply["Content-Type"] == "application/problem+json"
    assert not Account.objects.exists()


@pytest.mark.parametrize("route", [*ROUTES, "me/", "sessions/", "accounts/", "password/change/"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_no_method_makes_us_fail(visitor, route, method):
    reply = visitor.generic(method, f"/api/v1/auth/{route}", b"{}", content_type="application/json")
    assert reply.status_code in {400, 401, 405}
