"""OWASP ASVS 5.0, V6.4 and V6.6: forgotten passwords, and the links that are mailed.

What each code is worth, for how long and in which race, is in authentication-service/tests/addresses; that
none is in a table, a stream or a log, in tests/journeys/test_codes_in_confidence.py.
"""

import uuid
from collections import Counter
from collections.abc import Callable

import pytest
from attackers import all_at_once, bearing, somebody_at_another_address, status_and_code
from callers import PASSWORD
from mailed_codes import MailedCodes
from passkey_holders import SIGN_IN, add_passkey, answer_to_sign_in, public_address
from platform_client import Person
from platform_processes import PlatformProcesses
from second_factors import AuthenticatorApp, password_alone

FORGOT, RESET = "auth/password/forgot/", "auth/password/reset/"
OTHER_PASSWORD = f"another {PASSWORD}"
REFUSED = (400, "invalid")
EVIL = "evil.example"


@pytest.fixture
def person(newcomer: Callable[[str], Person]) -> Person:
    return newcomer("forgetful")


@pytest.fixture
def nobody(elsewhere: Callable[[], Person]) -> Person:
    """Of an address of their own: one client asks for thirty codes an hour, and all other tests are one."""
    return elsewhere()


def reset(nobody: Person, code: str, password: str = OTHER_PASSWORD) -> tuple[int, str]:
    return status_and_code(nobody.request("POST", RESET, json={"code": code, "password": password}))


def test_a_reset_link_counts_once_and_the_newest_alone(
    person: Person, nobody: Person, mailed_code: Callable[[str, str], str]
) -> None:
    """6.4.1, 6.6.2, 6.5.1: a link of before the last, a used one, ten at one moment, and one after the
    password changed.
    """
    codes = []
    for _ in range(2):
        nobody.post(FORGOT, {"email": person.email}, 204)
        codes.append(mailed_code(person.email, "reset_password"))
    assert reset(nobody, codes[0]) == REFUSED
    answers = all_at_once(
        lambda: reset(somebody_at_another_address(nobody.gateway), codes[1]) for _ in range(10)
    )
    assert Counter(answers) == {(204, ""): 1, REFUSED: 9}
    assert reset(nobody, codes[1], PASSWORD) == REFUSED
    assert status_and_code(person.request("GET", "auth/me/")) == (401, "session_revoked")
    person.login(person.email, OTHER_PASSWORD)

    nobody.post(FORGOT, {"email": person.email}, 204)
    code = mailed_code(person.email, "reset_password")
    changed = {"current_password": OTHER_PASSWORD, "new_password": PASSWORD}
    person.ask("POST", "auth/password/change/", 204, json=changed)
    assert reset(nobody, code) == REFUSED


POISON = {
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Forwarded-Port": "4711",
    "X-Forwarded-Prefix": f"//{EVIL}",
    "X-Host": EVIL,
    "X-Original-URL": f"http://{EVIL}/",
    "X-Rewrite-URL": f"http://{EVIL}/",
    "Forwarded": f"host={EVIL};proto=https",
    "Origin": f"http://{EVIL}",
    "Referer": f"http://{EVIL}/",
}


def test_no_link_leads_to_where_a_request_says_it_went(
    person: Person, nobody: Person, platform: PlatformProcesses, mailed_code: Callable[[str, str], str]
) -> None:
    """6.4.3, 4.1.3: a reset is asked for with another Host, and with ten headers that name one; the mail
    names ours.
    """
    port = nobody.gateway.rpartition(":")[2]
    for host in (EVIL, f"{EVIL}:{port}", f"localhost:{port}@{EVIL}", f"localhost.{EVIL}"):
        answer = nobody.request("POST", FORGOT, json={"email": person.email}, headers={"Host": host})
        assert answer.status_code in {204, 400, 421}, host
    answer = nobody.request("POST", FORGOT, json={"email": person.email}, headers=POISON)
    assert answer.status_code == 204
    mailed_code(person.email, "reset_password")
    mails = [mail for _, mail in MailedCodes(platform.folder).mails(person.email)]
    texts = [
        part.get_content() for mail in mails for part in mail.walk() if part.get_content_maintype() == "text"
    ]
    assert not [text for text in texts if EVIL in text]
    assert any(f"{public_address(nobody.gateway)}/pages/reset/#" in text for text in texts)


def test_a_reset_is_no_way_around_the_second_factor(
    person: Person, nobody: Person, mailed_code: Callable[[str, str], str]
) -> None:
    """6.4.3: who reads the mails of a verified address sets a new password; signing in by it still asks for
    the second factor.
    """
    person.post("auth/email/verify/", {"code": mailed_code(person.email, "verify_email")}, 204)
    person.login(person.email, PASSWORD)
    AuthenticatorApp(person)
    nobody.post(FORGOT, {"email": person.email}, 204)
    assert reset(nobody, mailed_code(person.email, "reset_password")) == (204, "")
    answered = password_alone(person, OTHER_PASSWORD)
    assert (answered["mfa_required"], answered.keys() & {"access", "refresh"}) == (True, set())


def test_who_registers_an_address_of_somebody_else_waits_in_vain(
    person: Person, nobody: Person, mailed_code: Callable[[str, str], str]
) -> None:
    """6.4.1, 7.4.3: a stranger registers a victim's address and adds an app, a passkey, a key and a change of
    address; the victim verifies it, resets the password, and is asked for nothing that is the stranger's.
    """
    AuthenticatorApp(person)
    passkey = add_passkey(person)
    key = person.post("auth/api-keys/", {"name": "Waits", "scopes": ["auth:read"]}, 201)["key"]
    elsewhere = f"{uuid.uuid4().hex}@example.org"
    person.post("auth/email/change/", {"email": elsewhere}, 204)
    nobody.post("auth/email/verify/", {"code": mailed_code(person.email, "verify_email")}, 204)
    nobody.post(FORGOT, {"email": person.email}, 204)
    assert reset(nobody, mailed_code(person.email, "reset_password")) == (204, "")

    begun = {"code": mailed_code(elsewhere, "change_email")}
    assert status_and_code(nobody.request("POST", "auth/email/change/confirm/", json=begun)) == REFUSED
    shown = nobody.request("POST", f"{SIGN_IN}complete/", json=answer_to_sign_in(nobody, passkey))
    assert status_and_code(shown) == (401, "passkey_refused")
    by_key = bearing(nobody.gateway, key).request("GET", "auth/me/")
    assert status_and_code(by_key) == (401, "api_key_invalid")
    assert person.login(person.email, OTHER_PASSWORD)["account"]["second_factors"] == []


def test_an_admin_sets_nobodys_password(chief: Person, person: Person) -> None:
    """6.4.6: an admin sends a password along with a change of the account, an invitation and a factor's
    reset.
    """
    for method, path in (
        ("PATCH", f"auth/accounts/{person.id}/"),
        ("POST", f"auth/accounts/{person.id}/invitation/"),
        ("POST", f"auth/accounts/{person.id}/factor-reset/"),
    ):
        assert status_and_code(chief.request(method, path, json={"password": OTHER_PASSWORD})) == REFUSED, (
            path
        )
    person.login(person.email, PASSWORD)


def test_a_code_by_text_message_is_not_guessed(person: Person) -> None:
    """6.6.3, 6.5.4: six digits are guessed twenty times; five are looked at."""
    person.patch("auth/me/", {"phone": "+4930901820"})
    assert status_and_code(person.request("POST", "auth/phone/verify/"))[0] in {204, 409}
    answers = [
        status_and_code(person.request("POST", "auth/phone/verify/confirm/", json={"code": f"{number:06}"}))
        for number in range(20)
    ]
    assert {status for status, _ in answers} <= {400, 409, 429}
    assert person.get("auth/me/")["phone_verified"] is False
