"""OWASP ASVS 5.0, V6.3 and V6.1: who has an account is not learned, and passwords are not guessed.

By time: test_v6_timing.py. Registering tells that an address is taken (409), which is a decision and is
slowed down at the gateway. That the half of an IPv6 address that a client chooses makes no other client is in
tests/gateway (test_rate_limits) and authentication-service/tests (test_lockout), where all spellings of an
address are, too.
"""

from collections import Counter
from collections.abc import Callable

import pytest
from attackers import all_at_once, status_and_code
from callers import PASSWORD
from guessing import WRONG, address, deactivated, what_is_shown, with_a_password, without_a_login
from platform_client import Person

LOGIN = "auth/login/"
UNKNOWN, LOCKED = (401, "invalid_credentials"), (429, "too_many_attempts")
ALLOWED = 5


@pytest.fixture
def addresses(newcomer: Callable[[str], Person], chief: Person) -> dict[str, str]:
    return {
        "unknown": address(),
        "wrong password": with_a_password(newcomer),
        "inactive": deactivated(newcomer, chief),
        "no login": without_a_login(chief),
    }


def guess(person: Person, email: str, password: str = WRONG, **headers: str) -> tuple[int, str]:
    credentials = {"email": email, "password": password}
    return status_and_code(person.request("POST", LOGIN, json=credentials, headers=headers))


def test_a_failed_sign_in_tells_nothing_of_the_address(
    addresses: dict[str, str], elsewhere: Callable[[], Person]
) -> None:
    """6.3.8: unknown, wrong password, inactive and no login differ in no status, header or word, the sixth
    time neither.
    """
    for _ in range(ALLOWED):
        answers = {
            kind: what_is_shown(elsewhere().request("POST", LOGIN, json={"email": email, "password": WRONG}))
            for kind, email in addresses.items()
        }
        assert answers == dict.fromkeys(addresses, answers["unknown"])
        assert answers["unknown"][0] == 401


@pytest.mark.parametrize("path", ["auth/password/forgot/", "auth/email/verify/resend/"])
def test_asking_for_a_code_tells_nothing_of_the_address(
    addresses: dict[str, str], elsewhere: Callable[[], Person], path: str
) -> None:
    """6.3.8: codes are asked for, once and too often, for an address of each kind: the answers are one."""
    attacker, statuses = elsewhere(), []
    for number in range(ALLOWED + 1):
        posed = {"X-Forwarded-For": f"198.51.100.{number}"}
        answers = {
            kind: what_is_shown(attacker.request("POST", path, json={"email": email}, headers=posed))
            for kind, email in addresses.items()
        }
        for _, headers, _ in answers.values():
            headers.pop("Retry-After", None)  # a second may have passed
        assert answers == dict.fromkeys(addresses, answers["unknown"])
        statuses.append(answers["unknown"][0])
    assert statuses == [204] * ALLOWED + [429]


POSES = {
    "X-Forwarded-For": "198.51.100.7",
    "X-Forwarded-For, twice": "198.51.100.7, 203.0.113.9",
    "X-Forwarded-For, IPv6": "2001:db8::7",
    "Forwarded": 'for="[2001:db8::7]:4711";proto=https',
    "X_Forwarded_For": "198.51.100.7",
    "X-Real-IP": "198.51.100.7",
    "X-Client-IP": "198.51.100.7",
    "True-Client-IP": "198.51.100.7",
    "CF-Connecting-IP": "198.51.100.7",
    "X-Originating-IP": "127.0.0.1",
    "X-Remote-Addr": "127.0.0.1",
    "Via": "1.1 198.51.100.7",
    "Connection": "keep-alive, X-Forwarded-For",
    "User-Agent": "Another browser",
    "X-Request-ID": "another-request-1",
}


def test_no_header_makes_another_client(
    newcomer: Callable[[str], Person], elsewhere: Callable[[], Person]
) -> None:
    """6.3.1, 4.1.3, 15.3.4: after five guesses the right password is tried with every header that names an
    address.
    """
    email, attacker = with_a_password(newcomer), elsewhere()
    assert [guess(attacker, email) for _ in range(ALLOWED)] == [UNKNOWN] * ALLOWED
    for name, value in POSES.items():
        assert guess(attacker, email, PASSWORD, **{name.partition(",")[0]: value}) == LOCKED, name


def test_headers_that_change_with_each_guess_win_none(elsewhere: Callable[[], Person]) -> None:
    """6.3.1, 15.3.4: each guess says that it comes from somewhere else; the sixth is refused all the same."""
    email, attacker = address(), elsewhere()
    posed = [
        {"X-Forwarded-For": f"198.51.100.{number}", "Forwarded": f"for=198.51.100.{number}"}
        for number in range(8)
    ]
    assert [guess(attacker, email, **headers) for headers in posed] == [UNKNOWN] * ALLOWED + [LOCKED] * 3


SPELLINGS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "a capital": str.capitalize,
    "a Kelvin sign": lambda email: email.replace("k", "\u212a"),
    "a dotted capital I": lambda email: email.replace("i", "\u0130"),
    "a dotless i": lambda email: email.replace("i", "\u0131"),
    "a long s": lambda email: email.replace("s", "\u017f"),
    "letters of full width": lambda email: email.replace("k", "\uff4b"),
    "blanks behind": lambda email: f"{email}   ",
    "blanks before": lambda email: f"  {email}",
    "a line behind": lambda email: f"{email}\n",
    "a tab behind": lambda email: f"{email}\t",
    "a dot behind": lambda email: f"{email}.",
    "a soft hyphen": lambda email: email.replace("@", "\u00ad@"),
    "a joiner of no width": lambda email: email.replace("@", "\u200d@"),
    "a null byte behind": lambda email: f"{email}\0",
    "quotes": lambda email: '"{}"@{}'.format(*email.split("@")),
    "a comment": lambda email: email.replace("@", "(x)@"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_address_makes_another(
    gateway: str, elsewhere: Callable[[], Person], spelling: str
) -> None:
    """6.3.1: after five guesses the right password is tried with the address spelt otherwise: case, folds,
    blanks.
    """
    email, attacker = address("kim.isis"), elsewhere()
    Person(gateway, "kim").register(email, PASSWORD, "Kim", "Isis")
    for _ in range(ALLOWED):
        guess(attacker, email)
    status, code = guess(attacker, SPELLINGS[spelling](email), PASSWORD)
    # It is this address, which waits, or none, whose guess is worth nothing.
    assert (status, code) in {LOCKED, UNKNOWN, (400, "invalid")}
    assert guess(attacker, email, PASSWORD) == LOCKED


def test_other_addresses_are_others(gateway: str, elsewhere: Callable[[], Person]) -> None:
    """6.1.1, 6.3.1: with dots, a plus and another domain it is somebody else, who is neither locked nor the
    same.
    """
    name = address("kim").partition("@")[0]
    others = [f"{name}+work@example.org", f"{name.replace('.', '')}@example.org", f"{name}@example.com"]
    for email in others:
        Person(gateway, "kim").register(email, PASSWORD, "Kim", "Isis")
    attacker = elsewhere()
    assert [guess(attacker, f"{name}@example.org") for _ in range(ALLOWED + 1)] == [UNKNOWN] * ALLOWED + [
        LOCKED
    ]
    assert [guess(attacker, email, PASSWORD) for email in others] == [(200, "")] * 3


def test_a_stranger_does_not_lock_the_owner_out(
    newcomer: Callable[[str], Person], elsewhere: Callable[[], Person]
) -> None:
    """6.1.1: twelve guesses from three places; the owner, on a device that signed in before, comes in."""
    owner = newcomer("owner")
    device_token = owner.login(owner.email, PASSWORD)["device_token"]
    for attacker in (elsewhere(), elsewhere(), elsewhere()):
        for _ in range(4):
            guess(attacker, owner.email)
    credentials = {"email": owner.email, "password": PASSWORD, "device_token": device_token}
    assert status_and_code(Person(owner.gateway, "owner").request("POST", LOGIN, json=credentials)) == (
        200,
        "",
    )


def test_a_device_of_somebody_elses_opens_no_way_around(
    newcomer: Callable[[str], Person], elsewhere: Callable[[], Person]
) -> None:
    """6.3.1: the attacker sends along the device token of an account of their own; the sixth guess waits all
    the same.
    """
    own, email, attacker = newcomer("attacker"), with_a_password(newcomer), elsewhere()
    device_token = own.login(own.email, PASSWORD)["device_token"]
    guessed = {"email": email, "password": WRONG, "device_token": device_token}
    answers = [status_and_code(attacker.request("POST", LOGIN, json=guessed)) for _ in range(ALLOWED + 1)]
    assert answers == [UNKNOWN] * ALLOWED + [LOCKED]


def test_a_burst_of_guesses_gains_nothing(
    newcomer: Callable[[str], Person], elsewhere: Callable[[], Person]
) -> None:
    """6.3.1: twenty guesses at one moment, the right one among them last: five are judged."""
    email, attacker = with_a_password(newcomer), elsewhere()
    answers = Counter(all_at_once(lambda: guess(attacker, email) for _ in range(20)))
    # Of so many at one moment the gateway lets some wait itself.
    assert answers[UNKNOWN] == ALLOWED
    assert sum(many for (status, _), many in answers.items() if status == 429) == 15
    assert guess(attacker, email, PASSWORD) == LOCKED


@pytest.mark.parametrize(
    ("path", "wrong", "right"),
    [
        ("auth/step-up/", {"password": WRONG}, {"password": PASSWORD}),
        (
            "auth/password/change/",
            {"current_password": WRONG, "new_password": f"another {PASSWORD}"},
            {"current_password": PASSWORD, "new_password": f"another {PASSWORD}"},
        ),
    ],
)
def test_a_thief_of_a_session_does_not_guess_the_password_either(
    newcomer: Callable[[str], Person], path: str, wrong: dict, right: dict
) -> None:
    """6.3.1, 7.5.1: with a stolen session the password is guessed where it is asked for once more, from many
    places.
    """
    person = newcomer("somebody")
    headers = [{"X-Forwarded-For": f"203.0.113.{number}"} for number in range(ALLOWED)]
    answers = [status_and_code(person.request("POST", path, json=wrong, headers=each)) for each in headers]
    assert {status for status, _ in answers} <= {400, 401}
    assert status_and_code(person.request("POST", path, json=right)) == LOCKED
