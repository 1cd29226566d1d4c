"""OWASP ASVS 5.0, chapter V2 and V6.2: addresses and passwords that are long, strange or no text at all.

Tokens that are cut, doubled, of another service or of the future are in test_v9_self_contained_tokens.py;
what a password may be, and bodies of every shape, in authentication-service/tests and tests/fuzz.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from attackers import status_and_code
from booking_checker import Database
from callers import PASSWORD
from platform_client import Person
from platform_processes import PlatformProcesses

WRITTEN = "SELECT (SELECT count(*) FROM accounts_account), (SELECT count(*) FROM accounts_session)"
LABELS = ".".join(["d" * 60] * 3)


@pytest.fixture
def nothing_written(platform: PlatformProcesses) -> Callable[..., Any]:
    """Within this no account and no session comes to be."""
    database = Database(platform.folder, "authentication-service")

    @contextmanager
    def checked() -> Iterator[None]:
        before = database.read(WRITTEN)
        yield
        assert database.read(WRITTEN) == before

    return checked


def registered(person: Person, email: Any, password: Any = PASSWORD) -> tuple[int, Any]:
    """The status, and the address that is kept or the fields that are refused."""
    body = {"email": email, "password": password, "first_name": "Ada", "last_name": ""}
    answer = person.request("POST", "auth/register/", json=body)
    said = answer.json()
    if answer.status_code == 201:
        return 201, said["account"]["email"]
    return answer.status_code, {error["field"] for error in said.get("errors", [])}


def unique(pattern: str) -> str:
    return pattern.format(uuid.uuid4().hex[:12])


ADDRESSES = {
    "a plus sign": ("ada+{}@example.org", "ada+{}@example.org"),
    "an apostrophe": ("o'hara.{}@example.org", "o'hara.{}@example.org"),
    "quotes": ('"ada@{}"@example.org', '"ada@{}"@example.org'),
    "markup in quotes": ('"<b>{}</b>"@example.org', '"<b>{}</b>"@example.org'),
    "a domain of another script": (
        "ada.{}@\u043f\u0440\u0438\u043c\u0435\u0440.org",
        "ada.{}@xn--e1afmkfd.org",
    ),
    "254 characters": (f"{{}}{'a' * 52}@{LABELS}.abcdef", f"{{}}{'a' * 52}@{LABELS}.abcdef"),
}


@pytest.mark.parametrize("what", ADDRESSES)
def test_an_address_of_a_rare_form_is_an_address(
    nobody: Person, mailed_code: Callable[[str, str], str], what: str
) -> None:
    """2.2.1: with a plus, quotes, another script and 254 characters: registered, mailed to, signed in to."""
    name = uuid.uuid4().hex[:12]
    typed, kept = (form.format(name) for form in ADDRESSES[what])
    assert what != "254 characters" or len(typed) == 254
    assert registered(nobody, typed) == (201, kept)
    nobody.post("auth/email/verify/", {"code": mailed_code(kept, "verify_email")}, 204)
    nobody.login(typed, PASSWORD)


NO_ADDRESSES: dict[str, Any] = {
    "255 characters": f"{'a' * 64}@{LABELS}.abcdefg",
    "a name of another script": "\u0430da.{}@example.org",
    "a Kelvin sign": "\u212aim.{}@example.org",
    "a null byte": "ada.{}\0@example.org",
    "a header more": "ada.{}@example.org\r\nBcc: all@example.org",
    "a header more, in quotes": '"ada\r\nBcc: all@example.org {}"@example.org',
    "a bell in quotes": '"ada\x07{}"@example.org',
    "half a line end in quotes": '"ada\x0b{}"@example.org',
    "quotes for nothing": '"ada.{}"@example.org',
    "a backslash for nothing": '"\\ada@{}"@example.org',
    "two addresses": "ada.{}@example.org,eve@example.org",
    "a machine by its number": "ada.{}@[127.0.0.1]",
    "half a character": "ada.{}@example.org\ud800",
    "marks of direction": "ada.{}@example\u202e.org",
    "a list": ["ada.{}@example.org"],
    "an object": {"$ne": ""},
    "a number": 7,
    "nothing": "",
}


@pytest.mark.parametrize("what", NO_ADDRESSES)
def test_what_is_no_address_is_refused_by_name(
    nobody: Person, nothing_written: Callable[..., Any], what: str
) -> None:
    """2.2.1, 2.2.2: 255 characters, other scripts, controls, header lines, lists: 400 on `email`, and nothing
    is written; where an address is only looked for it is one that nobody has.
    """
    wanted = NO_ADDRESSES[what]
    email = unique(wanted) if isinstance(wanted, str) else wanted
    with nothing_written():
        status, fields = registered(nobody, email)
        assert status == 400
        assert "half" in what or "email" in fields
        for path, more in (
            ("login", {"password": PASSWORD}),
            ("password/forgot", {}),
            ("email/verify/resend", {}),
        ):
            answer = nobody.request(
                "POST",
                f"auth/{path}/",
                data=json.dumps({"email": email, **more}).encode(),
                headers={"Content-Type": "application/json"},
            )
            assert answer.status_code in {400, 401}, (path, answer.text[:200])


PASSWORDS: dict[str, Any] = {
    "1024 characters": "long-horse-" * 93 + "1",
    "129 characters": "x1-" * 43,
    "a null byte": "correct-horse\0battery",
    "half a character": "correct-horse-\ud800-battery",
    "a list": ["correct-horse-battery"],
    "an object": {"$gt": ""},
    "a number": 4815162342108,
    "nothing": "",
}


@pytest.mark.parametrize("what", PASSWORDS)
def test_what_is_no_password_is_refused_wherever_one_is_typed(
    nobody: Person, victim: Person, nothing_written: Callable[..., Any], what: str
) -> None:
    """2.2.1, 6.2.9: 1,024 characters, a null byte, half a character, lists and numbers: 400 at once, nothing
    is hashed or written.
    """
    password = PASSWORDS[what]
    with nothing_written():
        for person, path, body in (
            (
                nobody,
                "register",
                {"email": unique("ada.{}@example.org"), "first_name": "Ada", "last_name": ""},
            ),
            (nobody, "login", {"email": victim.email}),
            (nobody, "password/reset", {"code": "no-code"}),
            (nobody, "invitations/accept", {"code": "no-code"}),
            (victim, "step-up", {}),
        ):
            answer = person.request("POST", f"auth/{path}/", json={**body, "password": password})
            assert status_and_code(answer)[0] == 400, path
        for name, other in (("current_password", "new_password"), ("new_password", "current_password")):
            answer = victim.request("POST", "auth/password/change/", json={name: password, other: PASSWORD})
            assert answer.status_code == 400, name


SAME = {
    "composed and apart": ("f\u00fcr-\u00c5ngstr\u00f6m-und-mehr", "fu\u0308r-A\u030angstro\u0308m-und-mehr"),
    "128 characters of four bytes": ("\U0001f511\U0001f40e\U0001f50b\U0001f4ce" * 32,) * 2,
}


@pytest.mark.parametrize("what", SAME)
def test_a_password_is_the_same_from_any_keyboard(nobody: Person, what: str) -> None:
    """6.2.8: chosen composed and typed decomposed, and the longest there is; in capitals or less by one it is
    another.
    """
    chosen, typed = SAME[what]
    email = unique("ada.{}@example.org")
    assert registered(nobody, email, chosen) == (201, email)
    nobody.login(email, typed)
    for other in (chosen[:-1], f"{chosen[1:]} ", f"\u00e4{chosen[1:]}"):
        answer = nobody.request("POST", "auth/login/", json={"email": email, "password": other})
        assert status_and_code(answer) == (401, "invalid_credentials")
