"""Who forgot a password, verifies an address, or lost their account by it, is helped by mails and texts."""

import uuid
from collections.abc import Callable

import pytest
from callers import PASSWORD
from platform_client import Person
from routes_of_services import ONE_ROUTE_OF_EACH_SERVICE
from test_rights import asked_with

NEW_PASSWORD = "another long test password"
MailedCode = Callable[[str, str], str]


@pytest.fixture
def anna(newcomer: Callable[[str], Person]) -> Person:
    return newcomer("anna")


def codes_of(answer: dict) -> list[str]:
    return [error["code"] for error in answer["errors"]]


@pytest.mark.shows("AU05")
def test_a_forgotten_password_is_set_anew_once(gateway: str, anna: Person, mailed_code: MailedCode) -> None:
    nobody = Person(gateway, "nobody")
    unknown = f"{uuid.uuid4().hex}@example.org"
    answers = [
        nobody.request("POST", "auth/password/forgot/", json={"email": each})
        for each in (anna.email, unknown)
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(204, b"")}

    body = {"code": mailed_code(anna.email, "reset_password"), "password": NEW_PASSWORD}
    nobody.post("auth/password/reset/", body, 204)
    assert codes_of(nobody.post("auth/password/reset/", body, 400)) == ["code_invalid"]

    ended = {asked_with(anna.token, anna, "GET", route) for route in ONE_ROUTE_OF_EACH_SERVICE}
    assert ended == {(401, "session_revoked")}
    nobody.ask("POST", "auth/login/", 401, json={"email": anna.email, "password": PASSWORD})
    assert anna.login(anna.email, NEW_PASSWORD)["account"]["email_verified"] is True


def test_who_registers_verifies_their_address_by_the_mail(anna: Person, mailed_code: MailedCode) -> None:
    assert anna.get("auth/me/")["email_verified"] is False
    anna.post("auth/email/verify/", {"code": mailed_code(anna.email, "verify_email")}, 204)
    assert asked_with(anna.token, anna, "GET", "vehicles/") == (401, "token_expired")
    assert anna.login(anna.email, PASSWORD)["account"]["email_verified"] is True


def test_a_thief_who_changes_the_address_loses_the_account(
    gateway: str, anna: Person, mailed_code: MailedCode
) -> None:
    own = anna.email
    anna.post("auth/email/verify/", {"code": mailed_code(own, "verify_email")}, 204)
    thief, nobody = Person(gateway, "thief"), Person(gateway, "nobody")
    thief.login(own, PASSWORD)
    others = f"{uuid.uuid4().hex}@example.org"
    thief.post("auth/email/change/", {"email": others}, 204)
    nobody.post("auth/email/change/confirm/", {"code": mailed_code(others, "change_email")}, 204)
    thief.login(others, PASSWORD)

    nobody.post("auth/email/change/undo/", {"code": mailed_code(own, "undo_email_change")}, 204)
    assert asked_with(thief.token, thief, "GET", "vehicles/") == (401, "session_revoked")
    reset = {"code": mailed_code(own, "reset_password"), "password": NEW_PASSWORD}
    nobody.post("auth/password/reset/", reset, 204)
    for email in (own, others):
        nobody.ask("POST", "auth/login/", 401, json={"email": email, "password": PASSWORD})
    assert anna.login(own, NEW_PASSWORD)["account"]["id"] == thief.id


@pytest.mark.shows("AU16")
def test_a_phone_is_verified_by_the_digits_of_a_text_message(anna: Person, mailed_code: MailedCode) -> None:
    number = f"+4930{uuid.uuid4().int % 10**7:07}"
    anna.patch("auth/me/", {"phone": number})
    anna.post("auth/phone/verify/", {}, 204)
    digits = mailed_code(number, "verify_phone")
    anna.post("auth/phone/verify/confirm/", {"code": digits}, 204)
    assert codes_of(anna.post("auth/phone/verify/confirm/", {"code": digits}, 400)) == ["code_invalid"]
    assert anna.get("auth/me/")["phone_verified"] is True
    anna.ask("POST", "auth/phone/verify/", 409)
