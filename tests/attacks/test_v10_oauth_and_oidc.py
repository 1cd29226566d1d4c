"""OWASP ASVS 5.0, chapter V10 and V6.8: signing in by a provider, whose answers are swapped, replayed and
made up.

A provider that lies in an ID token (nonce, audience, issuer, algorithm, key), and twenty who come with one
state or code, are in authentication-service/tests/oidc; what an access token has to be, in
test_v9_self_contained_tokens.py.
"""

import base64
import hashlib
import secrets
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import requests
from attackers import OF_EACH_SERVICE, answers_of_each_service, status_and_code
from passkey_holders import public_address
from platform_client import Person

from chassis.testing.identity_provider import IdentityProvider

BEGIN, RETURN, SIGN_IN = "auth/oidc/acme/start/", "auth/oidc/acme/callback/", "auth/login/oidc/"
REFUSED = (400, "invalid")
EVIL = "evil.example"
CODE_LENGTH = 43


class Page:
    """A page in somebody's browser that begins to sign in: it alone has its verifier."""

    def __init__(self, gateway: str, acme: IdentityProvider) -> None:
        self.browser, self.acme = Person(gateway, "browser"), acme
        self.verifier = secrets.token_urlsafe(32)
        digest = hashlib.sha256(self.verifier.encode()).digest()
        self.challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def begin(self, **headers: str) -> requests.Response:
        query = {"code_challenge": self.challenge}
        return self.browser.request("GET", BEGIN, params=query, headers=headers, allow_redirects=False)

    def answer(self, **of_the_provider: str) -> dict[str, str]:
        """What the provider sends the browser back with."""
        return self.acme.sign_in(self.begin().headers["Location"], **of_the_provider)

    def come_back(self, answer: dict[str, str], path: str = RETURN) -> requests.Response:
        return self.browser.request("GET", path, params=answer, allow_redirects=False)

    def led_to(self, answer: dict[str, str]) -> str:
        """What stands behind the # of the page that the browser is sent to: a code, or why there is none."""
        return urlsplit(self.come_back(answer).headers["Location"]).fragment

    def code(self) -> str:
        return self.led_to(self.answer())

    def sign_in(self, code: str, **more: Any) -> requests.Response:
        body = {"code": code, "code_verifier": self.verifier, **more}
        return self.browser.request("POST", SIGN_IN, json=body)


@pytest.fixture
def page(gateway: str, acme: IdentityProvider) -> Callable[[], Page]:
    """Opens a page; whoever is at the provider is somebody new."""
    name = uuid.uuid4().hex
    acme.person |= {"sub": name, "email": f"{name}@acme.example", "email_verified": True}
    return lambda: Page(gateway, acme)


def test_an_attackers_sign_in_is_not_finished_in_the_victims_browser(page: Callable[[], Page]) -> None:
    """10.1.2, 10.2.1: login CSRF: the attacker's callback, and the attacker's code, are opened on the
    victim's page.
    """
    attacker, victim = page(), page()
    answer = attacker.answer()
    code = victim.led_to(answer)
    assert status_and_code(victim.sign_in(code)) == REFUSED
    assert status_and_code(victim.sign_in(attacker.code())) == REFUSED
    # Nor is a page without a verifier of its own let in, or one that sends the challenge in its place.
    for verifier in ("", None, attacker.challenge, victim.challenge):
        assert status_and_code(victim.sign_in(code, code_verifier=verifier)) == REFUSED


def test_a_code_that_is_seen_on_its_way_lets_nobody_else_in(page: Callable[[], Page]) -> None:
    """10.4.6: the code in the address is copied from the victim's history; the thief has no verifier."""
    victim, thief = page(), page()
    code = victim.code()
    assert status_and_code(thief.sign_in(code)) == REFUSED
    assert victim.sign_in(code).status_code == 200
    assert status_and_code(victim.sign_in(code)) == REFUSED


def test_states_are_the_platforms_own_and_count_once(page: Callable[[], Page]) -> None:
    """10.1.2, 10.2.1: a state twice, none, one that was made up, and one of another sign-in."""
    one = page()
    answer = one.answer()
    for state in ("", "x", "0" * 43, answer["state"][:-1], answer["state"] + "A", "' OR 1=1 --"):
        assert one.led_to({**answer, "state": state}) == "state_invalid"
    assert len(one.led_to(answer)) == CODE_LENGTH
    assert one.led_to(answer) == "state_invalid"
    other = page()
    swapped = {**one.answer(), "state": other.answer()["state"]}
    # The provider's code belongs to another challenge and nonce.
    assert other.led_to(swapped) == "not_confirmed"


@pytest.mark.parametrize(
    "issuer", ["https://evil.example", "", "null", "http://127.0.0.1", "{issuer}/", "{issuer}.evil.example"]
)
def test_an_answer_of_another_provider_is_not_taken(
    page: Callable[[], Page], acme: IdentityProvider, issuer: str
) -> None:
    """10.2.2, 6.8.1: mix-up: the answer names another issuer (RFC 9207), or comes at another provider's
    address.
    """
    one, claimed = page(), issuer.format(issuer=acme.issuer)
    answer = one.answer()
    if claimed:
        assert one.led_to({**answer, "iss": claimed}) == "not_confirmed"
        assert one.led_to(answer) == "state_invalid"
    else:
        assert one.come_back(answer, "auth/oidc/other/callback/").status_code == 404
        assert len(one.led_to(answer)) == CODE_LENGTH


def test_no_request_says_where_a_browser_is_led(
    gateway: str, page: Callable[[], Page], acme: IdentityProvider
) -> None:
    """3.7.2, 10.4.1: another address to come back to by Host, forwarding headers and query: the configured
    ones are used.
    """
    one, ours = page(), public_address(gateway)
    poison = {
        "X-Forwarded-Host": EVIL,
        "Forwarded": f"host={EVIL}",
        "Origin": f"https://{EVIL}",
        "X-Host": EVIL,
    }
    for headers in (poison, {"Host": EVIL}):
        led = one.begin(**headers)
        assert led.status_code in {303, 421}
        asked = dict(parse_qsl(urlsplit(led.headers.get("Location", "")).query))
        assert asked.get("redirect_uri", ours).startswith(ours)
        assert EVIL not in led.headers.get("Location", "")
    for name in ("redirect_uri", "next", "return_to", "issuer", "client_id", "scope"):
        query = {"code_challenge": one.challenge, name: f"https://{EVIL}/"}
        answer = one.browser.request("GET", BEGIN, params=query, allow_redirects=False)
        assert status_and_code(answer) == REFUSED, name
    answer = {**one.answer(), "redirect_uri": f"https://{EVIL}/", "next": f"//{EVIL}"}
    led = one.browser.request("GET", RETURN, params=answer, headers=poison, allow_redirects=False)
    assert led.headers["Location"].startswith(f"{ours}/pages/oidc/#")


def test_each_sign_in_asks_with_secrets_of_its_own(page: Callable[[], Page]) -> None:
    """10.1.2, 10.5.1, 10.2.3: fifty sign-ins are begun: state, nonce and challenge differ, S256, and no scope
    too many.
    """
    asked = [parse_qs(urlsplit(page().begin().headers["Location"]).query) for _ in range(50)]
    for name in ("state", "nonce", "code_challenge"):
        assert len({each[name][0] for each in asked}) == 50
        assert min(len(each[name][0]) for each in asked) >= 43
    assert {each["code_challenge_method"][0] for each in asked} == {"S256"}
    assert {each["scope"][0] for each in asked} == {"openid email profile"}


@pytest.mark.parametrize("verified", [True, False, "true", None])
def test_an_address_at_a_provider_opens_no_account_that_is_there(
    page: Callable[[], Page], acme: IdentityProvider, newcomer: Callable[[str], Person], verified: Any
) -> None:
    """6.8.1, 10.5.2: the attacker has the victim's address at the provider, verified or said to be, in other
    spelling too.
    """
    victim = newcomer("victim")
    for address in (victim.email, victim.email.upper(), f" {victim.email} "):
        acme.person |= {"sub": uuid.uuid4().hex, "email": address, "email_verified": verified}
        one = page()
        answer = one.sign_in(one.code())
        assert status_and_code(answer) in {(409, "link_required"), (409, "email_not_verified")}, address
    assert victim.get("auth/oidc/identities/")["results"] == []


def test_a_link_that_was_begun_by_somebody_else_is_not_made(
    page: Callable[[], Page], acme: IdentityProvider, newcomer: Callable[[str], Person]
) -> None:
    """10.1.2, 10.2.1: the attacker's code is sent to the victim's page, to link the attacker's identity to
    the victim.
    """
    victim = newcomer("victim")
    acme.person |= {"email": victim.email}
    attacker = page()
    code, own = attacker.code(), page()
    refused = victim.request("POST", "auth/oidc/link/", json={"code": code, "code_verifier": own.verifier})
    assert status_and_code(refused) == REFUSED
    assert victim.get("auth/oidc/identities/")["results"] == []


def test_what_a_provider_signs_is_no_token_of_ours(
    gateway: str, page: Callable[[], Page], acme: IdentityProvider
) -> None:
    """9.2.2, 10.3.1: an ID token of the configured provider, even with all claims of ours, as bearer and
    refresh token.
    """
    begun = dict(parse_qsl(urlsplit(page().begin().headers["Location"]).query))
    acme.claims = {"role": "admin", "sid": str(uuid.uuid4()), "token_type": "access", "jti": "1", "rights": 0}
    try:
        token = acme._signed(begun)
    finally:
        acme.claims = {}
    assert answers_of_each_service(gateway, token) == dict.fromkeys(OF_EACH_SERVICE, (401, "token_invalid"))
    refreshed = Person(gateway, "thief").request("POST", "auth/token/refresh/", json={"refresh": token})
    assert refreshed.status_code == 401
