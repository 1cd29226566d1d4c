"""Rule: a sign-in is as recent as its provider says that its person was there."""

import time
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils import timezone

from accounts.models import Session

pytestmark = pytest.mark.django_db
ADD_PASSKEY = "/api/v1/auth/passkeys/registration/begin/"


def test_a_provider_is_asked_for_a_sign_in_of_the_last_ten_minutes(acme, begin):
    assert dict(parse_qsl(urlsplit(begin()["Location"]).query))["max_age"] == "600"


def test_whoever_has_just_signed_in_there_may_change_what_is_dangerous(acme, confirmed, sign_in, bearing):
    client = bearing(sign_in(confirmed()).json()["access"])
    assert client.post(ADD_PASSKEY).status_code == 200
    assert timezone.now() - Session.objects.get().authenticated_at < timedelta(minutes=1)


@pytest.mark.parametrize("when", [lambda: time.time() - 601, lambda: None, lambda: True, lambda: -5])
def test_who_was_there_longer_ago_or_nobody_knows_when_steps_up_first(
    acme, confirmed, sign_in, bearing, when
):
    acme.claims = {"auth_time": when()}
    reply = sign_in(confirmed())
    assert reply.status_code == 200
    refused = bearing(reply.json()["access"]).post(ADD_PASSKEY)
    assert (refused.status_code, refused.json()["code"]) == (401, "insufficient_user_authentication")


def test_a_provider_whose_clock_is_ahead_makes_no_sign_in_more_recent_than_now(acme, confirmed, sign_in):
    acme.claims = {"auth_time": int(time.time()) + 86_400}
    assert sign_in(confirmed()).status_code == 200
    assert Session.objects.get().authenticated_at <= timezone.now()
