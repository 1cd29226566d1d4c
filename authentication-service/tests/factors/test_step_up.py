"""Rule: dangerous changes need a sign-in of the last ten minutes, or a step-up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Account, FailedSignIn, Session
from tests.credentials import PASSWORD
from tests.factors.urls import MFA, RECOVERY_CODES, STEP_UP, TOTP

pytestmark = pytest.mark.django_db


@pytest.fixture
def an_hour_passes():
    def passes():
        Session.objects.update(authenticated_at=timezone.now() - timedelta(hours=1))

    return passes


@pytest.mark.shows("AU07")
def test_a_code_opens_dangerous_changes_again(enrolled, an_hour_passes, refused_as):
    an_hour_passes()
    assert refused_as(enrolled.client.post(RECOVERY_CODES)) == (401, "insufficient_user_authentication")
    assert enrolled.client.post(STEP_UP, {"code": enrolled.app.code(steps=1)}).status_code == 204
    assert enrolled.client.post(RECOVERY_CODES).status_code == 201
    assert Session.objects.get().second_factor == "totp"


def test_the_password_does_where_there_is_no_second_factor(register, bearing, an_hour_passes):
    client = bearing(register()["access"])
    an_hour_passes()
    assert client.post(STEP_UP, {"password": PASSWORD}).status_code == 204
    assert client.post(TOTP).status_code == 201


def test_it_does_not_where_there_is_one(enrolled, an_hour_passes):
    an_hour_passes()
    refused = enrolled.client.post(STEP_UP, {"password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (409, "show_second_factor")
    assert refused.json()["methods"] == ["totp"]
    assert enrolled.client.post(RECOVERY_CODES).status_code == 401


def test_a_code_that_signed_in_steps_nobody_up(enrolled, challenge, finish, refused_as):
    code = enrolled.app.code(steps=1)
    assert finish(challenge(enrolled), code).status_code == 200
    assert refused_as(enrolled.client.post(STEP_UP, {"code": code})) == (400, "code_invalid")


def test_a_recovery_code_is_one_too_and_is_used_up(enrolled, an_hour_passes, refused_as):
    an_hour_passes()
    code = {"code": enrolled.recovery_codes[9]}
    assert enrolled.client.post(STEP_UP, code).status_code == 204
    assert refused_as(enrolled.client.post(STEP_UP, code)) == (400, "code_invalid")


def test_another_session_of_the_same_person_is_not_stepped_up(
    enrolled, challenge, finish, bearing, an_hour_passes
):
    elsewhere = bearing(finish(challenge(enrolled), enrolled.recovery_codes[0]).json()["access"])
    an_hour_passes()
    assert enrolled.client.post(STEP_UP, {"code": enrolled.app.code(steps=1)}).status_code == 204
    assert elsewhere.post(RECOVERY_CODES).status_code == 401


def test_wrong_codes_count_together_with_those_of_signing_in(enrolled, challenge, finish):
    wrong = enrolled.app.wrong_code()
    assert [finish(challenge(enrolled), wrong).status_code for _ in range(3)] == [400] * 3
    guesses = [enrolled.client.post(STEP_UP, {"code": wrong}).status_code for _ in range(3)]
    assert guesses == [400, 400, 429]


def test_a_wrong_password_is_refused(register, bearing, refused_as):
    client = bearing(register()["access"])
    assert refused_as(client.post(STEP_UP, {"password": "not-the-password"})) == (400, "wrong_password")


@pytest.mark.shows("AU07")
def test_who_has_no_password_is_told_so_and_no_guess_is_counted(register, bearing, refused_as):
    client = bearing(register()["access"])
    assert client.get(MFA).json()["has_password"] is True
    account = Account.objects.get()
    account.set_password(None)
    account.save()
    assert client.get(MFA).json()["has_password"] is False
    replies = [client.post(STEP_UP, {"password": PASSWORD}) for _ in range(6)]
    assert {refused_as(reply) for reply in replies} == {(409, "no_password")}
    assert not FailedSignIn.objects.exists()


@pytest.mark.parametrize("body", [{}, {"password": PASSWORD, "code": "123456"}, {"password": ""}])
def test_it_is_either_the_password_or_a_code(register, bearing, body):
    assert bearing(register()["access"]).post(STEP_UP, body).status_code == 400


def test_a_code_of_who_has_no_second_factor_is_wrong(register, bearing, refused_as):
    client = bearing(register()["access"])
    assert refused_as(client.post(STEP_UP, {"code": "123456"})) == (400, "code_invalid")
