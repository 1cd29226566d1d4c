"""Rule: where an admin needs a second factor, one without may only give themselves one."""

import pytest
from django.db import transaction

from accounts import actions
from accounts.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_ADMIN_MFA = True


def give_a_factor(account_id, *factors):
    with transaction.atomic():
        actions.factors_changed(Account.objects.select_for_update().get(pk=account_id), factors)


def test_an_admins_tokens_open_only_what_enrolling_needs(staff, bearing):
    signed_in = staff("admin")
    assert signed_in["mfa_enrolment_required"] is True
    client = bearing(signed_in["access"])
    assert client.get("/api/v1/auth/me/").status_code == 200
    refused = client.get("/api/v1/auth/accounts/")
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")


def test_after_enrolling_the_next_refresh_opens_everything(
    staff, bearing, visitor, emitted, django_capture_on_commit_callbacks
):
    signed_in = staff("admin")
    with django_capture_on_commit_callbacks(execute=True):
        give_a_factor(signed_in["account"]["id"], "totp")
    assert emitted("account.changed.v1")[-1].changes == {"second_factors": [[], ["totp"]]}
    assert bearing(signed_in["access"]).get("/api/v1/auth/me/").json()["code"] == "token_expired"
    pair = visitor.post("/api/v1/auth/token/refresh/", {"refresh": signed_in["refresh"]}).json()
    assert bearing(pair["access"]).get("/api/v1/auth/accounts/").status_code == 200


def test_whose_last_factor_goes_has_to_enrol_again(staff):
    account_id = staff("admin")["account"]["id"]
    give_a_factor(account_id, "totp", "passkey")
    assert Account.objects.get(pk=account_id).second_factors == ["passkey", "totp"]
    give_a_factor(account_id, "passkey")
    assert Account.objects.get(pk=account_id).rights == 1
    give_a_factor(account_id)
    assert Account.objects.get(pk=account_id).rights == 2


@pytest.mark.parametrize("role", ["customer", "employee"])
def test_everybody_else_needs_none(staff, bearing, role):
    signed_in = staff(role)
    assert signed_in["mfa_enrolment_required"] is False
    assert bearing(signed_in["access"]).get("/api/v1/auth/sessions/").status_code == 200


def test_nor_does_an_admin_where_it_is_not_required(staff, bearing, settings):
    settings.REQUIRE_ADMIN_MFA = False
    signed_in = staff("admin")
    assert signed_in["mfa_enrolment_required"] is False
    assert bearing(signed_in["access"]).get("/api/v1/auth/accounts/").status_code == 200
