"""What strangers send in place of a passkey: each is refused, and changes nothing but the ceremony's end."""

from datetime import timedelta
from itertools import permutations

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Account, Session
from chassis.testing.authenticator import DOMAIN, ORIGIN, PRESENT, VERIFIED, encoded
from chassis.testing.parallel import at_the_same_time
from passkeys.models import Ceremony, Passkey
from tests.passkeys.refused import refused
from tests.passkeys.urls import REGISTRATION, SECOND_FACTOR, SIGN_IN, STEP_UP

pytestmark = pytest.mark.django_db


def other_origin(authenticator):
    authenticator.origin = f"{ORIGIN}.net"


def other_port(authenticator):
    authenticator.origin = f"{ORIGIN}:8443"


def name_below(authenticator):
    authenticator.origin = f"https://evil.{DOMAIN}"


def in_a_frame(authenticator):
    authenticator.extra = {"crossOrigin": True}


def other_domain(authenticator):
    authenticator.domain = "example.net"


def nobody_verified(authenticator):
    authenticator.flags = PRESENT


def nobody_there(authenticator):
    authenticator.flags = VERIFIED


def other_challenge(authenticator):
    authenticator.extra = {"challenge": encoded(bytes(32))}


def other_type(authenticator):
    authenticator.extra = {"type": "payment.get"}


def backed_up_though_it_cannot_be(authenticator):
    authenticator.flags = PRESENT | VERIFIED | 0x10


TRICKS = [
    other_origin, other_port, name_below, in_a_frame, other_domain, nobody_verified, nobody_there,
    other_challenge, other_type, backed_up_though_it_cannot_be,
]  # fmt: skip


@pytest.mark.shows("AU13")
@pytest.mark.parametrize("trick", TRICKS)
def test_a_passkey_that_was_made_otherwise_is_not_kept(anna, trick):
    trick(anna.authenticator)
    assert refused(anna.add_passkey()) == "passkey_invalid"
    assert not Passkey.objects.exists()
    assert Account.objects.get().second_factors == []
    assert not Ceremony.objects.exists()


@pytest.mark.shows("AU13")
@pytest.mark.parametrize("trick", TRICKS)
def test_a_passkey_that_was_shown_otherwise_signs_nobody_in(anna, laptop, login, visitor, trick):
    sessions = Session.objects.count()
    trick(anna.authenticator)
    assert refused(anna.step_up()) == "passkey_invalid"
    mfa_token = login(anna.account["email"]).json()["mfa_token"]
    anna.client = visitor
    assert refused(anna.sign_in()) == "passkey_refused"
    assert refused(anna.show_second_factor(mfa_token)) == "passkey_refused"
    assert Session.objects.count() == sessions
    assert not Ceremony.objects.exists()
    assert Passkey.objects.get().last_used_at is None


@pytest.mark.shows("AU13")
def test_an_answer_counts_once(anna, laptop, visitor):
    anna.client = visitor
    begun = anna.begin(SIGN_IN)
    credential = anna.authenticator.get(begun["options"])
    assert anna.complete(SIGN_IN, begun, credential).status_code == 200
    assert refused(anna.complete(SIGN_IN, begun, credential)) == "passkey_refused"
    # Nor does it answer what is asked anew.
    assert refused(anna.complete(SIGN_IN, anna.begin(SIGN_IN), credential)) == "passkey_refused"


def test_a_ceremony_that_was_answered_wrongly_is_over(anna, laptop, visitor):
    anna.client = visitor
    begun = anna.begin(SIGN_IN)
    right = anna.authenticator.get(begun["options"])
    wrong = {**right, "response": {**right["response"], "signature": "AA"}}
    assert [refused(anna.complete(SIGN_IN, begun, each)) for each in (wrong, right)] == [
        "passkey_refused"
    ] * 2


@pytest.mark.shows("AU13")
@pytest.mark.parametrize(
    ("url", "code"),
    [(REGISTRATION, "ceremony_over"), (STEP_UP, "ceremony_over"), (SIGN_IN, "passkey_refused")],
)
def test_an_answer_after_five_minutes_is_none(anna, laptop, url, code):
    begun = anna.begin(url)
    answer = anna.authenticator.answer(begun["options"])
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1), tick=True):
        assert refused(anna.complete(url, begun, answer)) == code


@pytest.mark.shows("AU13")
@pytest.mark.parametrize(("asked", "answered"), permutations([REGISTRATION, SIGN_IN, STEP_UP], 2))
def test_what_was_asked_in_one_ceremony_is_no_answer_in_another(anna, laptop, asked, answered):
    begun = anna.begin(asked)
    reply = anna.complete(answered, begun, anna.authenticator.answer(begun["options"]))
    assert refused(reply) == ("passkey_refused" if answered == SIGN_IN else "ceremony_over")
    assert Passkey.objects.count() == 1
    assert Ceremony.objects.count() == 1


def test_another_accounts_ceremony_is_not_ones_own(anna, bea, laptop):
    begun = anna.begin(REGISTRATION)
    stolen = bea.complete(REGISTRATION, begun, bea.authenticator.create(begun["options"]))
    assert refused(stolen) == "ceremony_over"
    assert anna.complete(REGISTRATION, begun, anna.authenticator.create(begun["options"])).status_code == 201


def test_another_session_of_the_same_account_does_not_end_what_this_one_began(anna, laptop, bearing):
    elsewhere = bearing(anna.sign_in().json()["access"])
    begun = anna.begin(STEP_UP)
    body = {"ceremony_id": begun["ceremony_id"], "credential": anna.authenticator.get(begun["options"])}
    assert refused(elsewhere.post(f"{STEP_UP}complete/", body)) == "ceremony_over"
    assert anna.client.post(f"{STEP_UP}complete/", body).status_code == 204


@pytest.mark.shows("AU13")
@pytest.mark.parametrize("changes", [{}, {"userHandle": None}], ids=["says whose it is", "does not say"])
def test_another_accounts_passkey_is_no_factor(anna, bea, laptop, login, changes):
    bea.add_passkey()
    begun = bea.begin(STEP_UP)
    shown = anna.authenticator.get(begun["options"], **changes)
    assert refused(bea.complete(STEP_UP, begun, shown)) == "passkey_invalid"
    mfa_token = login(bea.account["email"]).json()["mfa_token"]
    begun = bea.begin(SECOND_FACTOR, mfa_token=mfa_token)
    shown = anna.authenticator.get(begun["options"], **changes)
    reply = bea.complete(SECOND_FACTOR, begun, shown, mfa_token=mfa_token)
    assert refused(reply) == "passkey_refused"
    assert Passkey.objects.filter(last_used_at__isnull=False).count() == 0


@pytest.mark.parametrize("handle", ["", "AAAA", None])
def test_a_passkey_that_says_to_be_somebody_elses_signs_nobody_in(anna, laptop, handle):
    assert refused(anna.sign_in(userHandle=handle)) == "passkey_refused"


@pytest.mark.shows("AU13")
def test_one_that_counts_back_is_refused_and_marked(anna, laptop, logged):
    for _ in range(3):
        anna.sign_in()
    anna.authenticator.credentials[0].count = 1
    assert refused(anna.sign_in()) == "passkey_refused"
    passkey = Passkey.objects.get()
    assert (passkey.sign_count, passkey.copy_suspected_at is not None) == (3, True)
    # As a copy would, that is where the true one was.
    anna.authenticator.credentials[0].count = 2
    assert refused(anna.sign_in()) == "passkey_refused"
    anna.authenticator.credentials[0].count = 3
    assert anna.sign_in().status_code == 200
    shown = anna.client.get(f"/api/v1/auth/passkeys/{laptop['id']}/").json()
    assert shown["copy_suspected_at"] is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("AU13")
def test_of_twenty_answers_at_one_moment_one_counts(anna, laptop, visitor, rounds):
    begun = anna.begin(SIGN_IN)
    credential = anna.authenticator.get(begun["options"])
    sessions = Session.objects.count()
    anna.client = visitor
    replies = at_the_same_time(*[lambda: anna.complete(SIGN_IN, begun, credential)] * 20)
    assert sorted(reply.status_code for reply in replies) == [200] + [401] * 19
    assert Session.objects.count() == sessions + 1
    assert Passkey.objects.get().copy_suspected_at is None


@pytest.mark.django_db(transaction=True)
def test_two_accounts_that_send_one_passkey_at_one_moment_do_not_both_have_it(anna, bea):
    one = bytes(range(32))
    begun = {person.account["id"]: person.begin(REGISTRATION) for person in (anna, bea)}

    def add(person):
        asked = begun[person.account["id"]]
        return person.complete(REGISTRATION, asked, person.authenticator.create(asked["options"], id=one))

    replies = at_the_same_time(lambda: add(anna), lambda: add(bea))
    assert sorted(reply.status_code for reply in replies) == [201, 409]
    assert Passkey.objects.count() == 1
