"""Rule: nothing here grows for ever, and what is forgotten opens nothing again."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import FailedSignIn, RefreshToken, Session, SigningKey
from chassis import retention

pytestmark = pytest.mark.django_db
REFRESH = "/api/v1/auth/token/refresh/"


@pytest.fixture
def purge_later():
    """The hourly purge, when this much time has passed."""

    def purge(**ahead):
        with time_machine.travel(timezone.now() + timedelta(**ahead), tick=True):
            for kept in retention.everything_kept():
                if kept.model._meta.app_label == "accounts":
                    retention._delete(kept)

    return purge


def test_a_session_in_use_keeps_a_day_of_used_tokens_and_goes_on(register, visitor, purge_later):
    token = register()["refresh"]
    for _ in range(20):
        token = visitor.post(REFRESH, {"refresh": token}).json()["refresh"]
    purge_later(hours=23)
    assert RefreshToken.objects.count() == 21
    purge_later(hours=25)
    assert RefreshToken.objects.count() == 1
    assert visitor.post(REFRESH, {"refresh": token}).status_code == 200


def test_a_used_token_that_was_forgotten_still_ends_the_session(register, visitor, purge_later):
    first = register()["refresh"]
    second = visitor.post(REFRESH, {"refresh": first}).json()["refresh"]
    purge_later(hours=25)
    assert visitor.post(REFRESH, {"refresh": first}).json()["code"] == "session_revoked"
    assert visitor.post(REFRESH, {"refresh": second}).json()["code"] == "session_revoked"


def test_sessions_that_are_over_leave_with_their_tokens(register, login, visitor, purge_later):
    token = register(email="anna@example.com")["refresh"]
    visitor.post("/api/v1/auth/logout/", {"refresh": login("anna@example.com").json()["refresh"]})
    purge_later(days=14)
    assert Session.objects.count() == 2
    purge_later(days=15, minutes=1)
    assert not Session.objects.exists()
    assert not RefreshToken.objects.exists()
    assert visitor.post(REFRESH, {"refresh": token}).json()["code"] == "session_revoked"


def test_wrong_passwords_are_forgotten(login, purge_later):
    login("nobody@example.com", "not-the-password")
    purge_later(days=1, minutes=1)
    assert not FailedSignIn.objects.exists()


def test_the_key_that_signs_stays(register, purge_later):
    register()
    purge_later(days=1000)
    assert SigningKey.objects.count() == 1
