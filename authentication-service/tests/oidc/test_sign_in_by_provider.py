"""Signing in by an OpenID Connect provider, over real sockets."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from accounts.models import Account, KnownDevice, Session
from chassis.testing.identity_provider import PERSON
from chassis.testing.parallel import at_the_same_time
from oidc import provider as asking
from oidc.examples import CHALLENGE
from oidc.models import Attempt, Identity
from tests.credentials import PASSWORD
from tests.oidc.page import said_to_the_page

pytestmark = [pytest.mark.django_db, pytest.mark.shows("AU14")]
OTHER_VERIFIER = "another-verifier-that-is-long-enough-for-rfc-7636"


def test_whoever_a_provider_confirms_gets_a_customers_account_and_is_signed_in(
    confirmed, sign_in, bearing, emitted
):
    reply = sign_in(confirmed())
    assert reply.status_code == 200
    account = Account.objects.get()
    assert reply.json()["account"]["email"] == account.email == PERSON["email"]
    assert (account.first_name, account.last_name, account.role) == ("Ada", "Example", "customer")
    assert account.email_verified
    assert account.has_login
    assert not account.has_usable_password()
    identity = Identity.objects.get()
    assert (identity.account_id, identity.subject) == (account.pk, PERSON["sub"])
    assert [event.name for event in emitted()] == ["account.registered.v1"]
    assert bearing(reply.json()["access"]).get("/api/v1/auth/me/").status_code == 200


def test_who_comes_again_is_signed_in_to_the_same_account_whatever_their_address_is_now(
    acme, confirmed, sign_in
):
    first = sign_in(confirmed()).json()["account"]["id"]
    acme.person |= {"email": "elsewhere@example.org", "email_verified": False}
    assert sign_in(confirmed()).json()["account"]["id"] == first
    assert (Account.objects.count(), Session.objects.count()) == (1, 2)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_device_that_is_known_stays_known(confirmed, sign_in, is_known):
    device_token = sign_in(confirmed()).json()["device_token"]
    reply = sign_in(confirmed(), device_token=device_token if is_known else "")
    assert reply.status_code == 200
    assert KnownDevice.objects.count() == (1 if is_known else 2)


def test_the_browser_is_sent_to_the_provider_with_pkce_a_nonce_and_a_state(acme, begin):
    reply = begin()
    assert (reply.status_code, reply["Cache-Control"]) == (303, "no-store")
    asked = dict(parse_qsl(urlsplit(reply["Location"]).query))
    assert reply["Location"].startswith(f"{acme.issuer}/authorize?")
    assert asked["redirect_uri"] == "https://workshop.example/api/v1/auth/oidc/acme/callback/"
    assert (asked["response_type"], asked["scope"]) == ("code", "openid email profile")
    assert (asked["code_challenge_method"], len(asked["code_challenge"])) == ("S256", 43)
    assert len(asked["nonce"]) >= 43
    kept = str(Attempt.objects.values().get())
    assert not any(asked[secret] in kept for secret in ("state", "nonce", "code_challenge"))


def test_what_a_request_calls_its_host_sends_nobody_elsewhere(acme, visitor):
    reply = visitor.get(
        "/api/v1/auth/oidc/acme/start/",
        {"code_challenge": CHALLENGE},
        headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    )
    assert "evil.example" not in reply.headers.get("Location", "")


def test_a_state_counts_once(acme, begin, come_back):
    answer = acme.sign_in(begin()["Location"])
    assert len(said_to_the_page(come_back(answer))) == 43
    assert said_to_the_page(come_back(answer)) == "state_invalid"
    assert acme.asked.count("/token") == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_come_back_with_one_state_one_goes_on(acme, begin, come_back):
    answer = acme.sign_in(begin()["Location"])
    replies = at_the_same_time(*[lambda: come_back(answer)] * 20)
    said = [said_to_the_page(reply) for reply in replies]
    assert said.count("state_invalid") == 19
    assert acme.asked.count("/token") == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_pages_with_one_code_one_is_signed_in(confirmed, sign_in):
    code = confirmed()
    replies = at_the_same_time(*[lambda: sign_in(code)] * 20)
    assert sorted(reply.status_code for reply in replies) == [200] + [400] * 19
    assert (Account.objects.count(), Session.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_sign_ins_of_one_new_identity_open_one_account(confirmed, sign_in):
    codes = [confirmed() for _ in range(6)]
    replies = at_the_same_time(*[lambda code=code: sign_in(code) for code in codes])
    assert [reply.status_code for reply in replies] == [200] * 6
    assert (Account.objects.count(), Identity.objects.count()) == (1, 1)
    connections.close_all()


@pytest.mark.parametrize("state", ["", "x", "0" * 43, "é", "x" * 199])
def test_a_state_that_was_not_given_out_confirms_nobody(acme, begin, come_back, state):
    answer = acme.sign_in(begin()["Location"])
    assert said_to_the_page(come_back({**answer, "state": state})) == "state_invalid"
    assert "/token" not in acme.asked


def test_an_answer_without_any_state_confirms_nobody(acme, come_back):
    assert said_to_the_page(come_back({})) == "state_invalid"


@pytest.mark.parametrize("state", ["a\x00b", "x" * 201])
def test_what_no_provider_sends_is_400(acme, come_back, state):
    assert come_back({"state": state}).status_code == 400


def test_a_state_of_one_provider_does_not_count_for_another(acme, settings, begin, come_back):
    settings.OIDC_PROVIDERS = {**settings.OIDC_PROVIDERS, "other": settings.OIDC_PROVIDERS["acme"]}
    answer = acme.sign_in(begin()["Location"])
    assert said_to_the_page(come_back(answer, "other")) == "state_invalid"
    assert len(said_to_the_page(come_back(answer))) == 43


def test_an_answer_of_another_issuer_is_not_taken(acme, begin, come_back):
    """RFC 9207: else the code of one provider would be handed to another."""
    reply = come_back(acme.sign_in(begin()["Location"], iss="https://evil.example"))
    assert said_to_the_page(reply) == "not_confirmed"
    assert "/token" not in acme.asked


def test_a_provider_that_names_its_issuer_in_answers_has_to(acme, begin, come_back, confirmed):
    acme.metadata = {"authorization_response_iss_parameter_supported": True}
    asking._providers.clear()
    assert said_to_the_page(come_back(acme.sign_in(begin()["Location"]))) == "not_confirmed"
    assert confirmed(iss=acme.issuer)


@pytest.mark.parametrize(
    "person",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"email": "no address"},
        {"email": "a@b\x00.example"},
        {"email": f"{'x' * 64}@{'y' * 60}.{'z' * 60}.{'w' * 60}.{'v' * 60}.example"},
        {"email": ["ada@example.org"]},
    ],
)
def test_without_an_address_that_the_provider_verified_no_account_is_opened(acme, confirmed, sign_in, person):
    acme.claims = person
    reply = sign_in(confirmed())
    assert (reply.status_code, reply.json()["code"]) == (409, "email_not_verified")
    assert not Account.objects.exists()
    assert not Identity.objects.exists()


def test_a_name_that_no_account_may_have_is_left_out(acme, confirmed, sign_in):
    acme.person |= {"given_name": "A\x00da", "family_name": "x" * 200}
    account = sign_in(confirmed()).json()["account"]
    assert (account["first_name"], account["last_name"]) == ("ada", "x" * 80)


def test_an_account_with_the_address_is_not_given_away(acme, register, confirmed, sign_in):
    register(email=PERSON["email"].upper())
    reply = sign_in(confirmed())
    assert (reply.status_code, reply.json()["code"]) == (409, "link_required")
    assert "Acme" in reply.json()["detail"]
    assert not Identity.objects.exists()


def test_a_code_lets_in_the_page_alone_that_began(confirmed, sign_in):
    code = confirmed()
    stolen = sign_in(code, OTHER_VERIFIER)
    assert (stolen.status_code, stolen.json()["errors"][0]["code"]) == (400, "verifier_invalid")
    assert sign_in(code).status_code == 200
    again = sign_in(code)
    assert (again.status_code, again.json()["errors"][0]["code"]) == (400, "code_invalid")


def test_a_sign_in_takes_no_longer_than_ten_minutes(acme, begin, come_back, confirmed, sign_in):
    answer, code = acme.sign_in(begin()["Location"]), confirmed()
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        assert said_to_the_page(come_back(answer)) == "state_invalid"
        assert sign_in(code).status_code == 400


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("access_denied", "declined"),
        ("login_required", "declined"),
        ("temporarily_unavailable", "upstream_unavailable"),
        ("server_error", "upstream_unavailable"),
        ("invalid_scope", "not_confirmed"),
        ("#/../<script>", "not_confirmed"),
        ("", "not_confirmed"),
    ],
)
def test_the_page_is_given_what_the_provider_says_instead_of_a_code(acme, begin, come_back, error, said):
    answer = acme.sign_in(begin()["Location"])
    reply = come_back({"state": answer["state"], "error": error, "error_description": "no"})
    assert said_to_the_page(reply) == said
    assert said_to_the_page(come_back(answer)) == "state_invalid"


def test_a_provider_that_is_away_meanwhile_leaves_nobody_on_its_way(acme, begin, come_back):
    answer = acme.sign_in(begin()["Location"])
    acme.close()
    assert said_to_the_page(come_back(answer)) == "upstream_unavailable"
    assert not Account.objects.exists()


def test_a_deactivated_account_is_not_signed_in(confirmed, sign_in):
    sign_in(confirmed())
    Account.objects.update(is_active=False)
    reply = sign_in(confirmed())
    assert (reply.status_code, reply.json()["code"]) == (401, "sign_in_refused")
    assert Session.objects.count() == 1


def test_who_has_a_second_factor_is_asked_for_it(confirmed, sign_in):
    sign_in(confirmed())
    Account.objects.update(second_factors=["totp"])
    reply = sign_in(confirmed())
    assert (reply.status_code, reply.json()["methods"]) == (200, ["totp"])
    assert "access" not in reply.json()


@pytest.mark.parametrize("provider", ["nobody", "acme%2F..", "%00"])
def test_a_provider_that_is_not_configured_is_404(acme, begin, provider):
    assert begin(provider).status_code == 404


def test_who_begins_while_the_provider_is_away_is_back_on_the_page_and_nothing_is_begun(acme, begin):
    acme.close()
    asking._providers.clear()
    assert said_to_the_page(begin()) == "upstream_unavailable"
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://evil.example"}, {"token_endpoint": None}, {"jwks_uri": None}],
)
def test_a_provider_that_describes_itself_wrongly_is_away(acme, begin, metadata):
    acme.metadata = metadata
    asking._providers.clear()
    assert said_to_the_page(begin()) == "upstream_unavailable"


def test_providers_are_listed_without_what_is_secret(acme, visitor):
    reply = visitor.get("/api/v1/auth/oidc/")
    assert reply.json() == {"providers": [{"name": "acme", "title": "Acme"}]}


def test_the_password_of_such_an_account_is_none(confirmed, sign_in, login):
    sign_in(confirmed())
    assert login(PERSON["email"], PASSWORD).status_code == 401
