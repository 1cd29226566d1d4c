"""Rule: where REQUIRE_ADMIN_MFA says so, an admin without a second factor can only give themselves one."""

import pytest

from accounts.models import Account, Role, in_first_group
from tests.factors.urls import AUTH, ME, MFA, REFRESH, STEP_UP, TOTP

pytestmark = pytest.mark.django_db
ACCOUNTS = f"{AUTH}accounts/"


@pytest.fixture(autouse=True)
def admins_need_one(settings):
    settings.REQUIRE_ADMIN_MFA = True


@pytest.fixture
def chief(staff):
    """An admin who has just signed in by the password."""
    return staff("admin")


@pytest.mark.shows("AU07")
def test_until_then_nothing_else_is_open(chief, bearing):
    assert chief["mfa_enrolment_required"] is True
    client = bearing(chief["access"])
    refused = client.get(ACCOUNTS)
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
    assert client.patch(ME, {"first_name": "Eve"}).status_code == 403
    assert client.delete(TOTP).status_code == 403
    assert client.get(ME).status_code == 200
    assert client.get(MFA).json()["enrolment_required"] is True


@pytest.mark.shows("AU07")
def test_the_next_refresh_after_it_opens_everything(chief, enrol, visitor, bearing):
    enrol(chief)
    stale = bearing(chief["access"]).get(MFA)
    assert stale.status_code in {200, 401}
    renewed = visitor.post(REFRESH, {"refresh": chief["refresh"]}).json()
    client = bearing(renewed["access"])
    assert client.get(ACCOUNTS).status_code == 200
    assert client.get(MFA).json()["enrolment_required"] is False


def test_who_signed_in_elsewhere_without_one_does_not_get_in_by_it(chief, login, enrol, visitor):
    """Somebody who knows the password alone, and waits until its owner has added a second factor."""
    thief = login(chief["account"]["email"]).json()
    enrol(chief)
    assert visitor.post(REFRESH, {"refresh": thief["refresh"]}).json()["code"] == "session_revoked"


def test_a_step_up_is_open_too_for_whoever_took_their_time(chief, bearing):
    assert bearing(chief["access"]).post(STEP_UP, {"password": "wrong"}).status_code == 400


def test_an_admin_keeps_their_last_second_factor(chief, enrol, visitor, bearing, refused_as):
    enrol(chief)
    renewed = bearing(visitor.post(REFRESH, {"refresh": chief["refresh"]}).json()["access"])
    assert refused_as(renewed.delete(TOTP)) == (409, "second_factor_required")
    assert Account.objects.get(pk=chief["account"]["id"]).second_factors == ["totp"]


def test_who_becomes_an_admin_needs_one_from_then_on(register, login):
    email = register()["account"]["email"]
    assert login(email).json()["mfa_enrolment_required"] is False
    Account.objects.update(role=Role.ADMIN, groups=in_first_group(Role.ADMIN))
    assert login(email).json()["mfa_enrolment_required"] is True


def test_nobody_else_needs_one(staff):
    assert staff("employee")["mfa_enrolment_required"] is False
