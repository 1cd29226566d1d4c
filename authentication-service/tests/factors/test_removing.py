"""Rule: recovery codes go with the last second factor, and an admin keeps one where that is required."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Account, Session
from factors.models import Authenticator, RecoveryCode
from tests.factors.urls import RECOVERY_CODES, TOTP

pytestmark = pytest.mark.django_db


def test_without_an_app_the_password_is_enough_again(enrolled, login, emitted):
    assert enrolled.client.delete(TOTP).status_code == 204
    assert "access" in login(enrolled.email).json()
    assert Account.objects.get().second_factors == []
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert [event.data["what"] for event in emitted("account.security_noted.v1")][:2] == [
        "second_factor_added",
        "second_factor_removed",
    ]


def test_an_app_that_there_is_not_is_404(register, bearing):
    assert bearing(register()["access"]).delete(TOTP).status_code == 404


def test_it_takes_a_recent_sign_in(enrolled, refused_as):
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=11))
    assert refused_as(enrolled.client.delete(TOTP)) == (401, "insufficient_user_authentication")
    assert Authenticator.objects.exists()


def test_recovery_codes_are_made_anew_and_those_of_before_are_void(enrolled, challenge, finish, emitted):
    made = enrolled.client.post(RECOVERY_CODES)
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    codes = made.json()["recovery_codes"]
    assert len(set(codes)) == RecoveryCode.objects.count() == 10
    assert finish(challenge(enrolled), enrolled.recovery_codes[0]).status_code == 400
    assert finish(challenge(enrolled), codes[0]).status_code == 200
    assert "recovery_codes_made" in [event.data["what"] for event in emitted("account.security_noted.v1")]


def test_who_has_no_second_factor_has_no_recovery_codes(register, bearing, refused_as):
    client = bearing(register()["access"])
    assert refused_as(client.post(RECOVERY_CODES)) == (409, "no_second_factor")
    assert not RecoveryCode.objects.exists()
