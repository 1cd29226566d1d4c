"""Rule: who has a second factor signs in by the password and a code, each code once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Challenge, Session
from chassis.testing.parallel import at_the_same_time
from factors.models import Authenticator, RecoveryCode
from tests.factors.authenticator_app import AuthenticatorApp
from tests.factors.urls import CONFIRM, FINISH, ME, TOTP

pytestmark = pytest.mark.django_db
A_STEP = timedelta(seconds=30)


@pytest.mark.shows("AU07")
def test_the_password_alone_gives_no_token(enrolled, login):
    answer = login(enrolled.email).json()
    assert set(answer) == {"mfa_required", "mfa_token", "methods"}
    assert (answer["mfa_required"], answer["methods"]) == (True, ["totp"])
    assert Session.objects.count() == 1


@pytest.mark.shows("AU07")
def test_a_code_finishes_the_sign_in(enrolled, challenge, finish, bearing):
    signed_in = finish(challenge(enrolled), enrolled.app.code(steps=1))
    assert signed_in.status_code == 200
    assert signed_in["Cache-Control"] == "no-store"
    assert bearing(signed_in.json()["access"]).get(ME).json()["second_factors"] == ["totp"]
    newest = Session.objects.order_by("-id").first()
    assert newest.second_factor == "totp"
    assert not Challenge.objects.exists()


def test_a_code_may_be_written_with_blanks(enrolled, challenge, finish):
    code = enrolled.app.code(steps=1)
    assert finish(challenge(enrolled), f" {code[:3]} {code[3:]} ").status_code == 200


@pytest.mark.shows("AU07")
def test_a_code_counts_once(enrolled, challenge, finish, refused_as):
    code = enrolled.app.code(steps=1)
    assert finish(challenge(enrolled), code).status_code == 200
    assert refused_as(finish(challenge(enrolled), code)) == (400, "code_invalid")
    # Nor does the one that confirmed the app, nor any that was shown before the last.
    assert refused_as(finish(challenge(enrolled), enrolled.app.code())) == (400, "code_invalid")


@pytest.mark.shows("AU07")
@pytest.mark.parametrize(("steps", "status"), [(-2, 400), (-1, 200), (0, 200), (1, 200), (2, 400)])
def test_a_clock_may_be_half_a_minute_off_and_no_more(enrolled, challenge, finish, steps, status):
    with time_machine.travel(timezone.now() + 4 * A_STEP, tick=True):
        assert finish(challenge(enrolled), enrolled.app.code(steps=steps)).status_code == status


@pytest.mark.shows("AU07")
def test_a_recovery_code_counts_once_and_its_person_hears_of_it(
    enrolled, challenge, finish, refused_as, emitted
):
    code = enrolled.recovery_codes[3]
    assert finish(challenge(enrolled), code).status_code == 200
    assert refused_as(finish(challenge(enrolled), code)) == (400, "code_invalid")
    assert [event.data["what"] for event in emitted("account.security_noted.v1")].count(
        "recovery_code_used"
    ) == 1
    assert RecoveryCode.objects.get(used_at__isnull=False).number == 3
    assert Session.objects.order_by("-id").first().second_factor == "recovery_code"


def test_a_recovery_code_is_read_however_it_is_written(enrolled, challenge, finish):
    digit, *groups = enrolled.recovery_codes[0].upper().split("-")
    written = f"{digit} {' '.join(groups)}".replace("1", "I").replace("0", "O")
    assert finish(challenge(enrolled), written).status_code == 200


@pytest.mark.parametrize(
    "code",
    ["", "12345", "1234567", "١٢٣٤٥٦", "１２３４５６", "-12345", "0-00000-00000", "x" * 32, "9-zzzzz-zzzzz"],
)
def test_what_is_no_code_is_refused_and_opens_nothing(enrolled, challenge, finish, code):
    assert finish(challenge(enrolled), code).status_code == 400
    assert Session.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x" * 43, "x" * 201, None, 7])
def test_a_token_that_nobody_was_given_is_refused(enrolled, visitor, token):
    reply = visitor.post(FINISH, {"mfa_token": token, "code": enrolled.app.code(steps=1)})
    assert reply.status_code in {400, 401}


def test_the_token_of_another_sign_in_is_for_its_own_account(enrolled, register, enrol, challenge, finish):
    other = enrol(register())
    assert finish(challenge(other), enrolled.app.code(steps=1)).status_code == 400
    assert finish(challenge(other), enrolled.recovery_codes[0]).status_code == 400


def test_five_wrong_codes_end_the_sign_in(enrolled, challenge, finish, refused_as):
    token = challenge(enrolled)
    refusals = [refused_as(finish(token, enrolled.app.wrong_code())) for _ in range(5)]
    assert refusals == [(400, "code_invalid")] * 5
    assert finish(token, enrolled.app.code(steps=1)).status_code in {401, 429}
    assert Session.objects.count() == 1


def test_a_sign_in_waits_five_minutes(enrolled, challenge, finish, refused_as):
    token = challenge(enrolled)
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1), tick=True):
        assert refused_as(finish(token, enrolled.app.code())) == (401, "mfa_token_invalid")


@pytest.mark.shows("AU07")
def test_wrong_codes_count_for_the_account_whatever_sign_in_they_are_of_and_from_wherever(
    enrolled, challenge, finish
):
    statuses = [
        finish(challenge(enrolled), enrolled.app.wrong_code(), address=f"198.51.100.{number}").status_code
        for number in range(6)
    ]
    assert statuses == [400] * 5 + [429]
    locked = finish(challenge(enrolled), enrolled.app.code(steps=1), address="203.0.113.9")
    assert locked.status_code == 429
    assert "password" not in locked.json()["detail"]
    assert int(locked["Retry-After"]) > 0
    assert Session.objects.count() == 1


@pytest.mark.shows("AU07")
@pytest.mark.django_db(transaction=True)
def test_of_twenty_sign_ins_with_one_code_one_succeeds(enrolled, challenge):
    code = enrolled.app.code(steps=1)
    tokens = [challenge(enrolled) for _ in range(20)]

    def finish(token):
        return APIClient().post(FINISH, {"mfa_token": token, "code": code}).status_code

    replies = at_the_same_time(*[lambda token=token: finish(token) for token in tokens])
    assert_one_got_in(replies)
    assert Session.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_twenty_sign_ins_with_one_recovery_code_one_succeeds(enrolled, challenge):
    tokens = [challenge(enrolled) for _ in range(20)]
    body = {"code": enrolled.recovery_codes[5]}

    def finish(token):
        return APIClient().post(FINISH, {"mfa_token": token, **body}).status_code

    replies = at_the_same_time(*[lambda token=token: finish(token) for token in tokens])
    assert_one_got_in(replies)


def assert_one_got_in(replies):
    """Whoever comes once the code was used shows a wrong one, and after five of those waits."""
    assert replies.count(200) == 1
    assert set(replies) - {200} <= {400, 429}


@pytest.mark.django_db(transaction=True)
def test_a_burst_of_guesses_gains_nothing(enrolled, challenge):
    tokens = [challenge(enrolled) for _ in range(9)]
    wrong = enrolled.app.wrong_code()

    def guess(token):
        return APIClient().post(FINISH, {"mfa_token": token, "code": wrong}).status_code

    guesses = at_the_same_time(*[lambda token=token: guess(token) for token in tokens])
    assert sorted(guesses) == [400] * 5 + [429] * 4


def test_the_secret_and_the_recovery_codes_are_in_no_column_in_clear(enrolled):
    stored = bytes(Authenticator.objects.get().sealed_secret)
    assert enrolled.app.secret.encode() not in stored
    hashes = list(RecoveryCode.objects.values_list("hashed", flat=True))
    assert all(hashed.startswith("argon2$argon2id$") for hashed in hashes)
    letters = {code.partition("-")[2].replace("-", "") for code in enrolled.recovery_codes}
    assert not [one for one in letters if any(one in hashed for hashed in hashes)]


@pytest.mark.shows("AU07")
def test_under_another_signing_secret_a_recovery_code_still_opens_and_the_password_alone_does_not(
    enrolled, challenge, finish, refused_as, bearing, settings
):
    settings.SIGNING_SECRET = "another secret of the operator, long enough"
    token = challenge(enrolled)
    assert refused_as(finish(token, enrolled.app.code(steps=1))) == (409, "authenticator_unreadable")
    signed_in = finish(token, enrolled.recovery_codes[0]).json()
    # The app is added anew, over the one that nobody can check any more.
    client = bearing(signed_in["access"])
    app = AuthenticatorApp(client.post(TOTP).json()["secret"])
    assert client.post(CONFIRM, {"code": app.code()}).status_code == 200
    assert finish(challenge(enrolled), app.code(steps=1)).status_code == 200


def test_a_code_that_was_used_counts_as_a_wrong_one(enrolled, challenge, finish):
    """Whoever saw one must not open the lock again with it."""
    used = enrolled.app.code(steps=1)
    assert finish(challenge(enrolled), used).status_code == 200
    replies = [finish(challenge(enrolled), used).status_code for _ in range(6)]
    assert replies == [400] * 5 + [429]
