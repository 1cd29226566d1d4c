"""Every request has one name, from the gateway to the services and back."""

import re

import pytest

MINTED = re.compile(r"[0-9a-f]{32}")


@pytest.mark.parametrize("given", ["abcd1234", "3F2504E0-4F89-11D3-9A0C-0305E82C3301", "x_" + "y" * 62])
def test_a_well_formed_id_is_kept(gateway, given):
    answer = gateway.ask("GET", "/api/v1/users/me/", X_Request_ID=given)

    assert answer.json()["headers"]["x-request-id"] == given
    assert answer.headers.get_all("X-Request-ID") == [given]


@pytest.mark.parametrize(
    "given",
    ["", "short", "x" * 65, "with space 1234", "<script>alert</script>", 'quote"1234', "dots.and.dots"],
)
def test_any_other_is_replaced(gateway, given):
    answer = gateway.ask("GET", "/api/v1/users/me/", X_Request_ID=given)

    minted = answer.headers["X-Request-ID"]
    assert MINTED.fullmatch(minted)
    assert answer.json()["headers"]["x-request-id"] == minted


def test_each_request_without_one_gets_its_own(gateway):
    first, second = (gateway.ask("GET", "/api/v1/users/me/").headers["X-Request-ID"] for _ in range(2))

    assert first != second
    assert MINTED.fullmatch(first)


def test_what_the_service_says_of_it_is_not_repeated(gateway, services):
    services["user-service"].on(
        "/api/v1/users/me/", lambda request: request.reply_json(200, {}, X_Request_ID="from-the-service")
    )

    answer = gateway.ask("GET", "/api/v1/users/me/", X_Request_ID="from-the-client")

    assert answer.headers.get_all("X-Request-ID") == ["from-the-client"]


@pytest.mark.parametrize("path", ["/nonsense", "/health", "/health/services", "/api/docs/", "/api/users/"])
def test_the_gateways_own_answers_carry_it(gateway, path):
    answer = gateway.ask("GET", path, X_Request_ID="from-the-client")

    assert answer.headers.get_all("X-Request-ID") == ["from-the-client"]
