"""Rule: lost second factors are reset by two admins, neither of them for themselves."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Account, Role, Session
from chassis.testing.parallel import at_the_same_time
from factors.models import Authenticator, FactorReset, RecoveryCode
from tests.factors.urls import AUTH, REFRESH, RESETS

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_admin(staff, bearing):
    return bearing(staff("admin")["access"])


@pytest.fixture
def second_admin(staff, bearing):
    return bearing(staff("admin")["access"])


@pytest.fixture
def request_reset():
    def request(admin, account_id):
        return admin.post(f"{AUTH}accounts/{account_id}/factor-reset/")

    return request


@pytest.fixture
def waiting(first_admin, enrolled, request_reset):
    """The address at which what the first admin asked for is approved."""
    asked = request_reset(first_admin, enrolled.account_id)
    assert asked.status_code == 201, asked.content
    assert asked["Location"] == f"{RESETS}{asked.json()['id']}/"
    return f"{asked['Location']}approve/"


@pytest.mark.shows("AU07")
def test_two_admins_reset_what_was_lost(waiting, second_admin, enrolled, login, visitor, emitted):
    # One alone changes nothing.
    assert "mfa_token" in login(enrolled.email).json()
    approved = second_admin.post(waiting)
    assert approved.status_code == 200
    assert approved.json()["approved_at"]
    assert Account.objects.get(pk=enrolled.account_id).second_factors == []
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert visitor.post(REFRESH, {"refresh": enrolled.refresh}).json()["code"] == "session_revoked"
    assert "access" in login(enrolled.email).json()
    noted = [event.data for event in emitted("account.security_noted.v1")]
    [reset] = [one for one in noted if one["what"] == "factors_reset"]
    assert (reset["account_id"], reset["address"]) == (enrolled.account_id, "")


@pytest.mark.shows("AU07")
def test_its_person_and_the_other_admins_are_sent_news(
    first_admin, second_admin, enrolled, request_reset, emitted
):
    asked = request_reset(first_admin, enrolled.account_id).json()
    admins = Account.objects.filter(role=Role.ADMIN).values_list("id", flat=True)
    others = {str(pk) for pk in admins} - {asked["requested_by_id"]}
    noted = [event.data for event in emitted("account.security_noted.v1")]
    requested = [data for data in noted if data["what"] == "factor_reset_requested"]
    assert {data["account_id"] for data in requested} == {enrolled.account_id, *others}
    assert {data["name"] for data in requested} == {enrolled.email}
    assert len(others) == 1


@pytest.mark.shows("AU07")
@pytest.mark.parametrize("who", ["first_admin", "second_admin"])
def test_an_admin_withdraws_what_they_or_another_asked_for(
    waiting, who, second_admin, enrolled, request_reset, request
):
    reset = waiting.removesuffix("approve/")
    admin = request.getfixturevalue(who)
    assert admin.delete(reset, headers={"If-Match": '"another"'}).status_code == 412
    assert admin.delete(reset).status_code == 204
    assert not FactorReset.objects.exists()
    assert second_admin.post(waiting).status_code == 404
    assert Authenticator.objects.exists()
    assert request_reset(second_admin, enrolled.account_id).status_code == 201


def test_what_was_approved_is_not_withdrawn(waiting, first_admin, second_admin, refused_as):
    second_admin.post(waiting)
    assert refused_as(first_admin.delete(waiting.removesuffix("approve/"))) == (409, "reset_over")
    assert FactorReset.objects.exists()


@pytest.mark.shows("AU07")
def test_who_asked_does_not_approve(waiting, first_admin, refused_as):
    assert refused_as(first_admin.post(waiting)) == (403, "another_admin_needed")
    assert Authenticator.objects.exists()


def test_nobody_asks_for_themselves(staff, bearing, enrol, request_reset, refused_as):
    admin = enrol(staff("admin"))
    assert refused_as(request_reset(admin.client, admin.account_id)) == (403, "own_second_factors")


def test_nobody_approves_for_themselves(first_admin, staff, enrol, request_reset, refused_as):
    admin = enrol(staff("admin"))
    asked = request_reset(first_admin, admin.account_id).json()
    assert refused_as(admin.client.post(f"{RESETS}{asked['id']}/approve/")) == (403, "another_admin_needed")
    assert Authenticator.objects.exists()


def test_one_waits_at_a_time(waiting, second_admin, enrolled, request_reset, refused_as):
    again = request_reset(second_admin, enrolled.account_id)
    assert refused_as(again) == (409, "reset_waits")
    assert again.json()["factor_reset_id"] in waiting


def test_after_a_day_it_is_asked_for_anew(waiting, staff, bearing, enrolled, request_reset, refused_as):
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1), tick=True):
        admin = bearing(staff("admin")["access"])
        assert refused_as(admin.post(waiting)) == (409, "reset_over")
        assert request_reset(admin, enrolled.account_id).status_code == 201
    assert FactorReset.objects.count() == 1


def test_it_is_approved_once(waiting, second_admin, refused_as):
    assert second_admin.post(waiting).status_code == 200
    assert refused_as(second_admin.post(waiting)) == (409, "reset_over")


def test_what_somebody_asked_who_is_no_admin_any_more_is_not_approved(waiting, second_admin, refused_as):
    asked = FactorReset.objects.get()
    Account.objects.filter(pk=asked.requested_by_id).update(is_active=False)
    assert refused_as(second_admin.post(waiting)) == (409, "reset_over")
    assert Authenticator.objects.exists()


def test_who_has_no_second_factor_has_none_to_reset(first_admin, register, request_reset, refused_as):
    account_id = register()["account"]["id"]
    assert refused_as(request_reset(first_admin, account_id)) == (409, "no_second_factor")
    assert not FactorReset.objects.exists()


def test_it_takes_a_recent_sign_in(waiting, second_admin, refused_as):
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=11))
    assert refused_as(second_admin.post(waiting)) == (401, "insufficient_user_authentication")


def test_admins_see_who_asked_and_who_approved(waiting, first_admin, second_admin, enrolled):
    [seen] = second_admin.get(RESETS).json()["results"]
    assert (seen["account_id"], seen["approved_by_id"]) == (enrolled.account_id, None)
    second_admin.post(waiting)
    approved = first_admin.get(waiting.removesuffix("approve/")).json()
    assert approved["approved_by_id"] not in {None, approved["requested_by_id"]}


def test_nobody_else_sees_or_asks(waiting, enrolled, request_reset):
    assert enrolled.client.get(RESETS).status_code == 403
    assert enrolled.client.post(waiting).status_code == 403
    assert enrolled.client.delete(waiting.removesuffix("approve/")).status_code == 403
    assert request_reset(enrolled.client, enrolled.account_id).status_code == 403


def test_an_account_that_there_is_not_is_404(first_admin, request_reset):
    assert request_reset(first_admin, "01932f6e-5b00-7c11-8a22-1b3c5d7e9f01").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_twenty_admins_at_once_one_asks(staff, bearing, enrolled, request_reset):
    admins = [bearing(staff("admin")["access"]) for _ in range(20)]
    asking = [lambda admin=admin: request_reset(admin, enrolled.account_id).status_code for admin in admins]
    assert sorted(at_the_same_time(*asking)) == [201] + [409] * 19
    assert FactorReset.objects.count() == 1


@pytest.mark.shows("AU07")
def test_where_there_is_one_admin_the_operator_resets(enrolled, login, visitor, emitted):
    said = StringIO()
    call_command("reset_second_factor", enrolled.email.upper(), stdout=said)
    assert enrolled.email in said.getvalue()
    assert "access" in login(enrolled.email).json()
    assert visitor.post(REFRESH, {"refresh": enrolled.refresh}).json()["code"] == "session_revoked"
    assert "factors_reset" in [event.data["what"] for event in emitted("account.security_noted.v1")]


def test_the_operator_is_told_of_whom_there_is_nothing_to_reset(register):
    with pytest.raises(CommandError, match="Nobody has registered"):
        call_command("reset_second_factor", "nobody@example.org")
    email = register()["account"]["email"]
    with pytest.raises(CommandError, match="no second factor"):
        call_command("reset_second_factor", email)
    assert Account.objects.filter(role=Role.CUSTOMER).count() == 1
