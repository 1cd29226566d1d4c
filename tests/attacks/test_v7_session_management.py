"""OWASP ASVS 5.0, chapter V7: sessions that are fixed, shared, raced for and used after their end.

Replay after the ten seconds of grace, the end after 14 and 90 days, and whose session one may read are in
authentication-service/tests (test_refresh, test_sessions); changes of rights in
tests/journeys/test_rights.py.
"""

from collections import Counter
from collections.abc import Callable

import pytest
from attackers import (
    OF_EACH_SERVICE,
    all_at_once,
    answers_of_each_service,
    bearing,
    claims_of,
    somebody_at_another_address,
    status_and_code,
)
from callers import PASSWORD
from platform_client import Person
from second_factors import AuthenticatorApp

LOGIN, REFRESH = "auth/login/", "auth/token/refresh/"
ENDED = (401, "session_revoked")


@pytest.fixture
def person(newcomer: Callable[[str], Person]) -> Person:
    return newcomer("somebody")


@pytest.fixture
def signed_in(person: Person) -> dict:
    """What a second sign-in of the person's answered."""
    credentials = {"email": person.email, "password": PASSWORD}
    answered: dict = Person(person.gateway, "somebody").post(LOGIN, credentials)
    return answered


def test_a_sign_in_takes_over_no_session_that_was_there(person: Person, customer: Person) -> None:
    """7.2.4: an attacker's token, session and device are sent along as header, cookie and body; the sign-in
    has its own.
    """
    attackers = claims_of(customer.token)
    credentials = {"email": person.email, "password": PASSWORD}
    victim = Person(person.gateway, "victim")
    answer = victim.request(
        "POST",
        LOGIN,
        json=credentials,
        headers={"Authorization": f"Bearer {customer.token}", "X-Session-ID": attackers["sid"]},
        cookies={"sessionid": attackers["sid"], "access": customer.token},
    )
    opened = claims_of(answer.json()["access"])
    assert opened["sid"] not in {attackers["sid"], claims_of(person.token)["sid"]}
    assert opened["sub"] == person.id
    assert customer.get("auth/me/")["id"] == customer.id
    for chosen in ("sid", "session_id", "access", "refresh"):
        refused = victim.request("POST", LOGIN, json={**credentials, chosen: attackers["sid"]})
        assert status_and_code(refused) == (400, "invalid"), chosen


def test_a_token_counts_in_the_authorization_header_alone(victim: Person, nobody: Person) -> None:
    """7.2.1: the true token as query, form, cookie, other header and other scheme, at all eight services."""
    token = victim.token
    for path in OF_EACH_SERVICE.values():
        for options in (
            {"params": {"access_token": token}},
            {"params": {"token": token}},
            {"cookies": {"access": token, "Authorization": f"Bearer {token}", "sessionid": token}},
            {"headers": {"X-Authorization": f"Bearer {token}", "X-Access-Token": token}},
            {"headers": {"Proxy-Authorization": f"Bearer {token}"}},
            {"headers": {"Authorization": f"Token {token}"}},
            {"headers": {"Authorization": f"Basic {token}"}},
        ):
            assert status_and_code(nobody.request("GET", path, **options)) == (401, "not_authenticated"), (
                path,
                options,
            )


def test_of_twenty_refreshes_at_once_five_go_on_in_one_session(
    gateway: str, nobody: Person, signed_in: dict
) -> None:
    """7.2.4, 10.4.5: one refresh token, sent twenty times at one moment, gives no second session and ends
    none.
    """
    body = {"refresh": signed_in["refresh"]}
    answers = all_at_once(
        lambda: somebody_at_another_address(gateway).request("POST", REFRESH, json=body) for _ in range(20)
    )
    counted = Counter(status_and_code(answer) for answer in answers)
    assert counted == {(200, ""): 5, (409, "refresh_in_progress"): 15}
    pairs = [answer.json() for answer in answers if answer.ok]
    assert {claims_of(pair["access"])["sid"] for pair in pairs} == {claims_of(signed_in["access"])["sid"]}
    assert len({pair["refresh"] for pair in pairs}) == 5
    for pair in pairs:
        assert nobody.request("POST", REFRESH, json={"refresh": pair["refresh"]}).status_code == 200


def test_two_tabs_both_stay_signed_in(gateway: str, signed_in: dict) -> None:
    """7.4.1: two tabs of a browser refresh the token that they share, four times over."""
    tabs = [signed_in["refresh"], signed_in["refresh"]]
    for _ in range(4):
        pairs = all_at_once(
            lambda refresh=refresh: Person(gateway, "tab").post(REFRESH, {"refresh": refresh})
            for refresh in tabs
        )
        assert [bearing(gateway, pair["access"]).get("auth/me/")["id"] for pair in pairs] == [
            claims_of(signed_in["access"])["sub"]
        ] * 2
        tabs = [pairs[0]["refresh"], pairs[0]["refresh"]]


def everything_of_the_session_is_refused(gateway: str, tokens: dict) -> None:
    assert answers_of_each_service(gateway, tokens["access"]) == dict.fromkeys(OF_EACH_SERVICE, ENDED)
    answer = Person(gateway, "thief").request("POST", REFRESH, json={"refresh": tokens["refresh"]})
    assert status_and_code(answer) == ENDED


def test_nothing_of_a_session_counts_after_signing_out(gateway: str, nobody: Person, signed_in: dict) -> None:
    """7.4.1: access and refresh token are kept over a sign-out and tried at all eight services."""
    nobody.post("auth/logout/", {"refresh": signed_in["refresh"]}, 204)
    everything_of_the_session_is_refused(gateway, signed_in)


def test_a_refresh_that_races_a_sign_out_leaves_nothing(
    gateway: str, nobody: Person, signed_in: dict
) -> None:
    """7.4.1: ten refreshes and the sign-out at one moment; whatever a refresh gave is over too."""
    body = {"refresh": signed_in["refresh"]}
    out, *answers = all_at_once(
        [lambda: nobody.request("POST", "auth/logout/", json=body)]
        + [lambda: somebody_at_another_address(gateway).request("POST", REFRESH, json=body)] * 10
    )
    assert out.status_code == 204
    for pair in [signed_in, *(answer.json() for answer in answers if answer.ok)]:
        everything_of_the_session_is_refused(gateway, pair)


def test_another_password_ends_what_a_thief_holds(gateway: str, person: Person, signed_in: dict) -> None:
    """7.4.3: the owner changes the password; the thief's session is over everywhere, the owner's goes on."""
    changed = {"current_password": PASSWORD, "new_password": f"another {PASSWORD}"}
    person.ask("POST", "auth/password/change/", 204, json=changed)
    everything_of_the_session_is_refused(gateway, signed_in)
    assert person.request("GET", "auth/me/").status_code == 200


def test_a_session_of_before_the_second_factor_is_over(gateway: str, person: Person, signed_in: dict) -> None:
    """7.4.3: who signed in by a stolen password before the owner enrolled does not go on."""
    AuthenticatorApp(person)
    everything_of_the_session_is_refused(gateway, signed_in)


def test_a_deactivated_account_has_no_session(
    gateway: str, person: Person, signed_in: dict, chief: Person
) -> None:
    """7.4.2: an admin deactivates the account; both its sessions are over, and there is no new one."""
    chief.patch(f"auth/accounts/{person.id}/", {"is_active": False})
    everything_of_the_session_is_refused(gateway, signed_in)
    credentials = {"email": person.email, "password": PASSWORD}
    assert Person(gateway, "somebody").request("POST", LOGIN, json=credentials).status_code == 401
