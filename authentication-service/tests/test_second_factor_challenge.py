"""Rule: who has a second factor is asked for it; the password alone opens no session."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from accounts import actions
from accounts.models import Account, Challenge, KnownDevice, Session, ShownFactor
from chassis.errors import Unauthenticated
from chassis.origins import Origin

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"
HERE = Origin("192.0.2.1", "Firefox")


@pytest.fixture
def anna(register):
    """She has a second factor, and no session since."""
    account_id = register(email=ANNA)["account"]["id"]
    Session.objects.all().delete()
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        actions.factors_changed(account, ["totp"])
    return account


@pytest.fixture
def mfa_token(anna, login):
    return login(ANNA).json()["mfa_token"]


def by_totp(account):
    return ShownFactor.TOTP


def by_nothing(account):
    return None


def test_a_right_password_is_answered_by_the_question_for_the_second_factor(anna, login):
    reply = login(ANNA)
    assert reply.status_code == 200
    answer = reply.json()
    assert (answer["mfa_required"], answer["methods"]) == (True, ["totp"])
    assert set(answer) == {"mfa_required", "mfa_token", "methods"}
    assert not Session.objects.exists()
    assert Challenge.objects.get().digest != answer["mfa_token"]


def test_who_shows_it_is_signed_in_once(anna, mfa_token):
    signed_in = actions.finish_challenge(mfa_token, HERE, by_totp)
    assert signed_in["account"] == anna
    session = Session.objects.get()
    assert (session.second_factor, session.address) == ("totp", "192.0.2.1")
    with pytest.raises(Unauthenticated) as refused:
        actions.finish_challenge(mfa_token, HERE, by_totp)
    assert refused.value.get_codes() == "mfa_token_invalid"


def test_five_wrong_ones_end_the_sign_in(mfa_token):
    assert [actions.finish_challenge(mfa_token, HERE, by_nothing) for _ in range(5)] == [None] * 5
    with pytest.raises(Unauthenticated):
        actions.finish_challenge(mfa_token, HERE, by_totp)
    assert not Session.objects.exists()


def test_after_five_minutes_it_is_over(mfa_token):
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1)),
        pytest.raises(Unauthenticated),
    ):
        actions.finish_challenge(mfa_token, HERE, by_totp)


def test_who_was_deactivated_meanwhile_is_not_signed_in(mfa_token):
    Account.objects.update(is_active=False)
    with pytest.raises(Unauthenticated):
        actions.finish_challenge(mfa_token, HERE, by_totp)


def test_what_is_no_such_token_finishes_nothing(mfa_token):
    for other in ("", mfa_token[:-1], mfa_token * 2, "\u00e4"):
        with pytest.raises(Unauthenticated):
            actions.finish_challenge(other, HERE, by_totp)


def test_the_device_that_was_known_at_the_password_is_remembered_after_it(anna, login):
    Account.objects.update(second_factors=[])
    device_token = login(ANNA).json()["device_token"]
    known = KnownDevice.objects.latest("created_at")
    Account.objects.update(second_factors=["totp"])
    token = login(ANNA, device_token=device_token).json()["mfa_token"]
    another = actions.finish_challenge(token, HERE, by_totp)["device_token"]
    assert actions.known_device(anna, another) == known
    assert actions.known_device(anna, device_token) is None
