"""OWASP ASVS 5.0, V6.5 and V6.7: second factors that are left out, guessed, replayed and shown to other
pages.

What is inside of a passkey's answer is in authentication-service/tests/passkeys/test_attacks.py, a passkey
that is shown twice at the gateway in tests/journeys/test_passkeys.py; that removing one takes a sign-in of
the last ten minutes in authentication-service/tests/factors.
"""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from attackers import OF_EACH_SERVICE, all_at_once, answers_of_each_service, status_and_code
from callers import PASSWORD
from passkey_holders import REGISTRATION, SIGN_IN, add_passkey, public_address
from platform_client import Person
from second_factors import AuthenticatorApp, password_alone

from chassis.testing.authenticator import Authenticator

WRONG_CODE = (400, "invalid")
LOCKED = (429, "too_many_attempts")


@pytest.fixture
def person(newcomer: Callable[[str], Person]) -> Person:
    return newcomer("careful")


@pytest.fixture
def app(person: Person) -> AuthenticatorApp:
    return AuthenticatorApp(person)


def show(nobody: Person, mfa_token: str, code: str, **headers: str) -> tuple[int, str]:
    body = {"mfa_token": mfa_token, "code": code}
    return status_and_code(nobody.request("POST", "auth/login/mfa/", json=body, headers=headers))


def test_who_has_shown_the_password_alone_gets_nothing_else(
    gateway: str, person: Person, app: AuthenticatorApp, nobody: Person
) -> None:
    """6.3.3, 6.3.4: the half sign-in as bearer everywhere, as refresh token, and to remove, add and step up
    with.
    """
    token = password_alone(person, PASSWORD)["mfa_token"]
    invalid = (401, "token_invalid")
    assert answers_of_each_service(gateway, token) == dict.fromkeys(OF_EACH_SERVICE, invalid)
    thief = Person(gateway, "thief")
    thief.act_with(token)
    for method, path in (
        ("GET", "auth/mfa/"),
        ("DELETE", "auth/mfa/totp/"),
        ("POST", "auth/mfa/totp/"),
        ("POST", "auth/mfa/recovery-codes/"),
        ("POST", "auth/passkeys/registration/begin/"),
        ("POST", "auth/step-up/passkey/begin/"),
        ("POST", "auth/api-keys/"),
    ):
        assert status_and_code(thief.request(method, path)) == invalid, path
    assert nobody.request("POST", "auth/token/refresh/", json={"refresh": token}).status_code == 401


def test_no_word_of_the_clients_does_away_with_it(
    person: Person, app: AuthenticatorApp, nobody: Person
) -> None:
    """6.3.3: the sign-in is sent with members that say that no factor is needed, or that it was shown."""
    for more in (
        {"mfa_required": False},
        {"code": app.next_code()},
        {"second_factor": "totp"},
        {"methods": []},
        {"scope": "vehicles:read"},
        {"mfa_token": "none"},
    ):
        body = {"email": person.email, "password": PASSWORD, **more}
        assert status_and_code(nobody.request("POST", "auth/login/", json=body)) == (400, "invalid"), more


NO_CODES: list[Any] = [
    *(None, True, False, 0, 1e400, [], {}, ["000000"], {"code": "000000"}),
    *("", " ", "000000\0", "0" * 1000),
]


def test_a_code_is_a_text_of_a_few_letters(person: Person, app: AuthenticatorApp, nobody: Person) -> None:
    """6.5.1, 15.3.5: null, true, numbers, lists, objects, nothing, blanks and a thousand digits as code."""
    token = password_alone(person, PASSWORD)["mfa_token"]
    for code in NO_CODES:
        body = json.dumps({"mfa_token": token, "code": code})
        answer = nobody.request(
            "POST", "auth/login/mfa/", data=body, headers={"Content-Type": "application/json"}
        )
        assert status_and_code(answer)[0] == 400, code
    assert show(nobody, token, app.next_code()) == (200, "")


def test_what_is_nearly_a_code_opens_nothing(person: Person, app: AuthenticatorApp, nobody: Person) -> None:
    """6.5.1: the digits in other scripts, less one, one more: none of them is the code of the moment."""
    token, code = password_alone(person, PASSWORD)["mfa_token"], app.next_code()
    arabic = code.translate({48 + digit: 0x0660 + digit for digit in range(10)})
    for nearly in (arabic, code[:-1], f"{code}0", f"-{code[1:]}"):
        assert show(nobody, token, nearly) == WRONG_CODE, nearly
    assert show(nobody, token, code) == (200, "")


def test_codes_are_not_guessed_from_many_places_in_many_sign_ins(
    person: Person, app: AuthenticatorApp, elsewhere: Callable[[], Person]
) -> None:
    """6.3.1, 6.6.3: twenty codes at one moment, four sign-ins of five each, each from another address: five
    are judged.
    """
    tokens = [password_alone(person, PASSWORD)["mfa_token"] for _ in range(4)]
    guesses = [(elsewhere(), token, f"{number:06}") for number, token in enumerate(tokens * 5)]
    answers = Counter(all_at_once(lambda guess=guess: show(*guess) for guess in guesses))
    assert answers[WRONG_CODE] <= 5
    assert {status for status, _ in answers} <= {400, 401, 429}
    assert answers.total() - answers[WRONG_CODE] >= 15
    # Right ones neither: of the app, and a recovery code, in a sign-in that was not guessed in.
    for right in (app.next_code(), app.recovery_codes[0]):
        status, _ = show(elsewhere(), tokens[0], right, **{"X-Forwarded-For": "198.51.100.7"})
        assert status in {401, 429}
    begun = Person(person.gateway, "thief").request(
        "POST", "auth/login/", json={"email": person.email, "password": PASSWORD}
    )
    assert begun.status_code == 429 or show(elsewhere(), begun.json()["mfa_token"], app.next_code()) == LOCKED


def test_a_code_counts_once_even_at_one_moment(person: Person, app: AuthenticatorApp, gateway: str) -> None:
    """6.5.1: one code of the app is shown in four sign-ins at one moment."""
    tokens = [password_alone(person, PASSWORD)["mfa_token"] for _ in range(4)]
    code = app.next_code()
    answers = all_at_once(lambda token=token: show(Person(gateway, "tab"), token, code) for token in tokens)
    assert Counter(answers)[(200, "")] == 1


@pytest.fixture
def origins(gateway: str) -> dict[str, str]:
    ours = public_address(gateway)
    return {
        "another site": "https://evil.example",
        "a site that begins as ours": f"{ours}.evil.example",
        "a name below ours": ours.replace("://", "://evil."),
        "another port": f"{ours}1",
        "with TLS": ours.replace("http://", "https://"),
        "a path": f"{ours}/",
        "the gateway by number": gateway,
        "none": "null",
    }


def test_a_passkey_answers_no_other_page(
    gateway: str, person: Person, origins: dict[str, str], nobody: Person
) -> None:
    """6.3.3, 6.7.2: a passkey is shown, and made, on a page of another origin, as phishing relays it."""
    laptop = add_passkey(person)
    true = laptop.origin
    for what, origin in origins.items():
        laptop.origin = origin
        begun = nobody.post(f"{SIGN_IN}begin/")
        answer = {"ceremony_id": begun["ceremony_id"], "credential": laptop.get(begun["options"])}
        poses = {"Host": origin.partition("://")[2].rstrip("/"), "Origin": origin} if "evil" in origin else {}
        refused = nobody.request("POST", f"{SIGN_IN}complete/", json=answer, headers=poses)
        assert refused.status_code in {400, 401, 421}, what

        begun = person.post(f"{REGISTRATION}begin/")
        made = Authenticator(origin=origin).create(begun["options"])
        body = {"ceremony_id": begun["ceremony_id"], "credential": made, "name": ""}
        assert status_and_code(person.request("POST", f"{REGISTRATION}complete/", json=body)) == (
            400,
            "invalid",
        ), what
    laptop.origin = true
    begun = nobody.post(f"{SIGN_IN}begin/")
    answer = {"ceremony_id": begun["ceremony_id"], "credential": laptop.get(begun["options"])}
    assert nobody.post(f"{SIGN_IN}complete/", answer)["account"]["id"] == person.id


def test_a_challenge_is_its_own_and_not_to_be_foreseen(person: Person, gateway: str) -> None:
    """6.7.2: a hundred ceremonies have a hundred challenges of 16 bytes and more, and none answers for
    another.
    """
    nobody = Person(gateway, "nobody")
    begun = [nobody.post(f"{SIGN_IN}begin/") for _ in range(100)]
    challenges = {each["options"]["challenge"] for each in begun}
    assert len(challenges) == 100
    assert min(map(len, challenges)) >= 22
    laptop = add_passkey(person)
    stolen = {"ceremony_id": begun[0]["ceremony_id"], "credential": laptop.get(begun[1]["options"])}
    assert status_and_code(nobody.request("POST", f"{SIGN_IN}complete/", json=stolen)) == (
        401,
        "passkey_refused",
    )
