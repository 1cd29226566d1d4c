"""Rule: dangerous changes need a sign-in of the last ten minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import actions
from accounts.models import Session
from chassis.auth import Actor
from chassis.errors import Unauthenticated

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(register):
    register()
    return Session.objects.get()


@pytest.fixture
def actor(session):
    return Actor(id=session.account_id, role="customer", session_id=session.id)


def begun(session, **ago):
    Session.objects.filter(pk=session.pk).update(authenticated_at=timezone.now() - timedelta(**ago))


def test_who_has_just_signed_in_goes_on(actor):
    assert actions.require_recent_sign_in(actor) is None


def test_who_signed_in_longer_ago_is_asked_to_do_it_again(actor, session):
    begun(session, minutes=10, seconds=1)
    with pytest.raises(Unauthenticated) as refused:
        actions.require_recent_sign_in(actor)
    assert refused.value.get_codes() == "insufficient_user_authentication"


def test_showing_it_again_is_as_good(actor, session):
    begun(session, hours=1)
    actions.authenticated_again(actor, "totp")
    actions.require_recent_sign_in(actor)
    session.refresh_from_db()
    assert session.second_factor == "totp"


@pytest.mark.parametrize("session_id", [None, "another's"])
def test_who_has_no_session_of_their_own_does_not(actor, register, session_id):
    register()
    another = Session.objects.exclude(account=actor.id).get() if session_id else None
    with pytest.raises(Unauthenticated):
        actions.require_recent_sign_in(Actor(id=actor.id, role="customer", session_id=another and another.id))
