"""Rule: changing somebody's account is a dangerous change, and there is always an active admin."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Account, KnownDevice, Session
from chassis.testing.parallel import at_the_same_time

pytestmark = pytest.mark.django_db
URL = "/api/v1/auth/accounts/"


@pytest.mark.shows("US02")
@pytest.mark.parametrize("body", [{"role": "employee"}, {"is_active": False}, {"role": "admin"}])
def test_a_change_needs_a_sign_in_of_the_last_ten_minutes(admin, register, emitted, body):
    account_id = register()["account"]["id"]
    Session.objects.update(authenticated_at=timezone.now() - timedelta(minutes=11))
    refused = admin.patch(f"{URL}{account_id}/", body)
    assert (refused.status_code, refused.json()["code"]) == (401, "insufficient_user_authentication")
    account = Account.objects.get(pk=account_id)
    assert (account.role, account.is_active, emitted("account.changed.v1")) == ("customer", True, [])


@pytest.mark.shows("US02")
def test_deactivation_counts_as_a_change_of_rights_and_knows_no_device_any_longer(admin, register):
    account_id = register()["account"]["id"]
    admin.patch(f"{URL}{account_id}/", {"is_active": False})
    account = Account.objects.get(pk=account_id)
    assert (account.is_active, account.rights) == (False, 1)
    assert not KnownDevice.objects.filter(account=account).exists()
    admin.patch(f"{URL}{account_id}/", {"is_active": True})
    assert Account.objects.get(pk=account_id).rights == 1


@pytest.mark.parametrize("role", ["employee", "admin"])
def test_an_address_that_nobody_verified_gets_no_role_where_that_is_asked_for(
    admin, register, emitted, settings, role
):
    settings.REQUIRE_VERIFIED_EMAIL = True
    url = f"{URL}{register(email='boss@workshop.example')['account']['id']}/"
    refused = admin.patch(url, {"role": role})
    assert (refused.status_code, refused.json()["code"]) == (409, "address_unverified")
    boss = Account.objects.get(email="boss@workshop.example")
    assert (boss.role, boss.rights, emitted("account.changed.v1")) == ("customer", 0, [])
    assert admin.patch(url, {"is_active": False}).status_code == 200
    boss.refresh_from_db()
    boss.update({"email_verified": True})
    assert admin.patch(url, {"role": role}).status_code == 200


def test_an_admin_who_was_invited_and_has_not_come_is_not_the_last_one(admin, emitted):
    theirs = {"email": "new@example.com", "first_name": "New", "role": "admin"}
    invited = admin.post(URL, theirs).json()["id"]
    url = f"{URL}{Account.objects.get(email_verified=False, role='admin', password__gt='!~').pk}/"
    for change in ({"role": "employee"}, {"is_active": False}):
        refused = admin.patch(url, change)
        assert (refused.status_code, refused.json()["code"]) == (409, "last_admin")
    assert not emitted("account.changed.v1")
    Account.objects.filter(pk=invited).update(email_verified=True)
    assert admin.patch(url, {"role": "employee"}).status_code == 200


@pytest.mark.shows("US02")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("body", [{"role": "employee"}, {"is_active": False}])
def test_of_admins_who_remove_each_other_at_once_one_is_left(staff, bearing, body):
    """Each asks for all others to go, so that whoever comes last finds nobody to remove them."""
    admins = [staff("admin") for _ in range(3)]

    def remove(by, other):
        return lambda: bearing(by["access"]).patch(f"{URL}{other['account']['id']}/", body).status_code

    pairs = [(by, other) for by in admins for other in admins if by is not other]
    statuses = at_the_same_time(*[remove(by, other) for by, other in pairs])
    assert {200} < set(statuses) <= {200, 401, 403, 404, 409}
    assert Account.objects.filter(role="admin", is_active=True).count() == 1


@pytest.mark.shows("US02")
def test_the_groups_are_shown_with_what_they_permit(admin, staff, bearing):
    groups = {one["group"]: one for one in admin.get("/api/v1/auth/groups/").json()["groups"]}
    assert list(groups) == ["technician", "foreman", "adviser", "office", "admin"]
    assert (groups["technician"]["role"], groups["technician"]["permissions"]) == ("employee", [])
    assert {"permission": "assign_work", "allows": "say who does which work, and take it from them"} in (
        groups["foreman"]["permissions"]
    )
    assert bearing(staff("employee", "office")["access"]).get("/api/v1/auth/groups/").status_code == 403
