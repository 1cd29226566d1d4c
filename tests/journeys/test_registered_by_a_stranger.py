"""A stranger registers the address of somebody else, makes ways in, and waits for that person to come."""

import time
import uuid
from collections.abc import Callable

import pytest
from callers import PASSWORD
from passkey_holders import SIGN_IN, add_passkey, answer_to_sign_in
from platform_client import Person
from routes_of_services import ONE_ROUTE_OF_EACH_SERVICE
from second_factors import AuthenticatorApp
from test_rights import asked_with

from chassis.auth.scopes import SCOPES

NEW_PASSWORD = "another long test password"


@pytest.mark.shows("AU05")
def test_who_resets_the_password_has_the_account_alone(
    gateway: str, newcomer: Callable[[str], Person], mailed_code: Callable[[str, str], str]
) -> None:
    stranger, nobody = newcomer("stranger"), Person(gateway, "nobody")
    AuthenticatorApp(stranger)
    passkey = add_passkey(stranger, "A stranger's")
    key = stranger.post("auth/api-keys/", {"name": "Waits", "scopes": list(SCOPES)}, 201)["key"]
    calendar = stranger.post("appointments/feeds/", {"kind": "personal"}, 201)["url"]
    program = Person(gateway, "program")
    program.act_with(key)
    assert program.get("vehicles/")["results"] == []

    nobody.post("auth/password/forgot/", {"email": stranger.email}, 204)
    code = mailed_code(stranger.email, "reset_password")
    nobody.post("auth/password/reset/", {"code": code, "password": NEW_PASSWORD}, 204)

    began = time.monotonic()
    assert program.ask("GET", "vehicles/", 401)["code"] == "api_key_invalid"
    assert time.monotonic() - began < 1
    by_all = {(asked_with(key, stranger, "GET", route)) for route in ONE_ROUTE_OF_EACH_SERVICE}
    assert by_all == {(401, "api_key_invalid")}
    ended = {asked_with(stranger.token, stranger, "GET", route) for route in ONE_ROUTE_OF_EACH_SERVICE}
    assert ended == {(401, "session_revoked")}
    refused = nobody.ask("POST", f"{SIGN_IN}complete/", 401, json=answer_to_sign_in(nobody, passkey))
    assert refused["code"] == "passkey_refused"
    nobody.ask("POST", "auth/login/", 401, json={"email": stranger.email, "password": PASSWORD})

    victim = Person(gateway, "victim")
    signed_in = victim.login(stranger.email, NEW_PASSWORD)
    assert (signed_in["account"]["second_factors"], signed_in["account"]["email_verified"]) == ([], True)
    assert victim.get("auth/api-keys/")["results"] == victim.get("auth/passkeys/")["results"] == []
    victim.wait_for("appointments/feeds/", lambda page: page["results"] == [], "The end of the calendar")
    assert victim.request("GET", calendar.partition("/api/v1/")[2]).status_code == 404
    news = victim.wait_for(
        "notifications/",
        lambda page: {"api_keys_ended", "second_factor_removed"} <= {row["kind"] for row in page["results"]},
        "News of what was ended",
    )
    assert news["results"]


def test_a_change_of_address_that_a_stranger_began_takes_nothing_away(
    gateway: str, newcomer: Callable[[str], Person], mailed_code: Callable[[str, str], str]
) -> None:
    stranger, nobody = newcomer("stranger"), Person(gateway, "nobody")
    theirs = f"{uuid.uuid4().hex}@example.org"
    stranger.post("auth/email/change/", {"email": theirs}, 204)
    begun = mailed_code(theirs, "change_email")
    nobody.post("auth/email/verify/", {"code": mailed_code(stranger.email, "verify_email")}, 204)
    nobody.post("auth/email/change/confirm/", {"code": begun}, 400)
