"""Rule: who is invited sets their own password, once, in the role of the invitation."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Account
from chassis.testing.parallel import at_the_same_time
from codes.models import MailedCode
from tests.addresses.refused import CODE_INVALID, fields
from tests.addresses.urls import ACCEPT, ACCOUNTS, FORGOT, ME, RESEND, invitation_of
from tests.credentials import PASSWORD

pytestmark = pytest.mark.django_db
THEO = {"email": "theo@example.com", "first_name": "Theo", "last_name": "Technician", "role": "employee"}
NEW = "it-is-a-long-way-to-go"


@pytest.fixture
def invited(admin, mailed):
    """Theo's account and code, once an admin has invited him."""
    reply = admin.post(ACCOUNTS, THEO)
    assert reply.status_code == 201, reply.json()
    return reply.json()["id"], mailed("invitation", THEO["email"])


@pytest.fixture
def walk_in(as_service):
    """A customer who was put on record without a login."""

    def walk_in(**described):
        body = {"first_name": "Anna", **described}
        return as_service("customer-service").post("/internal/accounts/", body).json()["id"]

    return walk_in


@pytest.fixture
def adviser(staff, bearing):
    return bearing(staff("employee", "adviser")["access"])


def test_an_admin_invites_whoever_is_to_work_here(admin, mailed, emitted, login):
    reply = admin.post(ACCOUNTS, {**THEO, "groups": ["office", "technician"], "phone": "+49 30 901820"})
    assert reply.status_code == 201
    body = reply.json()
    assert reply["Location"] == f"/api/v1/auth/accounts/{body['id']}/"
    row = Account.objects.get(pk=body["id"])
    assert (row.role, row.groups, row.has_login) == ("employee", ["technician", "office"], True)
    assert (row.email_verified, row.has_usable_password()) == (False, False)
    event = emitted("account.registered.v1")[-1]
    assert (event.subject, event.data["role"]) == (body["id"], "employee")
    assert mailed("invitation", THEO["email"])
    assert not MailedCode.objects.filter(account=row, purpose="verify_email").exists()
    assert login(THEO["email"], "").status_code == 400
    assert login(THEO["email"]).status_code == 401


def test_accepting_sets_the_password_verifies_the_address_and_signs_in(invited, visitor, bearing, login):
    account_id, code = invited
    reply = visitor.post(ACCEPT, {"code": code, "password": NEW})
    assert reply.status_code == 200
    body = reply.json()
    assert body["account"]["id"] == account_id
    assert (body["account"]["role"], body["account"]["groups"]) == ("employee", ["technician"])
    assert body["account"]["email_verified"] is True
    assert bearing(body["access"]).get(ME).status_code == 200
    assert login(THEO["email"], NEW).status_code == 200


@pytest.mark.shows("AU12")
def test_until_it_is_accepted_an_account_says_that_it_is_invited(admin, invited, visitor, mailed):
    account_id, _ = invited
    assert admin.post(invitation_of(account_id), {}).status_code == 204
    newest = MailedCode.objects.filter(account_id=account_id).latest("id")
    assert Account.objects.get(pk=account_id).invited_until == newest.expires_at
    [listed] = admin.get(ACCOUNTS, {"invited": "true"}).json()["results"]
    assert (listed["id"], bool(listed["invited_until"])) == (account_id, True)
    others = admin.get(ACCOUNTS, {"invited": "false"}).json()["results"]
    assert [(one["role"], one["invited_until"]) for one in others] == [("admin", None)]
    code = mailed("invitation", THEO["email"])
    assert visitor.post(ACCEPT, {"code": code, "password": NEW}).json()["account"]["invited_until"] is None
    assert admin.get(ACCOUNTS, {"invited": "true"}).json()["results"] == []


@pytest.mark.shows("AU12")
def test_it_is_accepted_once(invited, visitor, login):
    _, code = invited
    assert visitor.post(ACCEPT, {"code": code, "password": NEW}).status_code == 200
    assert fields(visitor.post(ACCEPT, {"code": code, "password": "yet-another-one"})) == CODE_INVALID
    assert login(THEO["email"], NEW).status_code == 200


@pytest.mark.shows("AU12")
def test_nobody_chooses_a_role_by_accepting(invited, visitor):
    _, code = invited
    reply = visitor.post(ACCEPT, {"code": code, "password": NEW, "role": "admin"})
    assert fields(reply) == (400, [("role", "unknown_field")])
    assert visitor.post(ACCEPT, {"code": code, "password": NEW}).json()["account"]["role"] == "employee"


def test_a_role_that_was_changed_meanwhile_is_the_one(admin, invited, visitor):
    account_id, code = invited
    assert admin.patch(f"{ACCOUNTS}{account_id}/", {"groups": ["foreman"]}).status_code == 200
    body = visitor.post(ACCEPT, {"code": code, "password": NEW}).json()
    assert body["account"]["groups"] == ["foreman"]


def test_it_counts_for_seven_days(invited, visitor):
    _, code = invited
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        assert fields(visitor.post(ACCEPT, {"code": code, "password": NEW})) == CODE_INVALID


def test_a_weak_password_leaves_the_invitation(invited, visitor):
    _, code = invited
    reply = visitor.post(ACCEPT, {"code": code, "password": "theo.technician"})
    assert fields(reply) == (400, [("password", "password_too_similar")])
    assert visitor.post(ACCEPT, {"code": code, "password": NEW}).status_code == 200


def test_who_was_deactivated_meanwhile_accepts_nothing(admin, invited, visitor):
    account_id, code = invited
    assert admin.patch(f"{ACCOUNTS}{account_id}/", {"is_active": False}).status_code == 200
    assert fields(visitor.post(ACCEPT, {"code": code, "password": NEW})) == CODE_INVALID
    reply = admin.post(invitation_of(account_id), {})
    assert (reply.status_code, reply.json()["code"]) == (409, "not_active")


@pytest.mark.parametrize("days", [1, 60])
def test_no_other_code_opens_the_account_before_its_invitation_is_accepted(
    admin, invited, visitor, mailed, events_handled, days
):
    account_id, _ = invited
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        for url in (FORGOT, RESEND):
            assert visitor.post(url, {"email": THEO["email"]}).status_code == 204
        events_handled()
    theirs = MailedCode.objects.filter(account_id=account_id)
    assert set(theirs.values_list("purpose", flat=True)) == {"invitation"}
    assert admin.post(invitation_of(account_id), {}).status_code == 204
    assert visitor.post(ACCEPT, {"code": mailed("invitation"), "password": NEW}).status_code == 200
    visitor.post(FORGOT, {"email": THEO["email"]})
    assert mailed("reset_password", THEO["email"])


def test_an_admin_is_invited_in_the_admins_group(admin):
    body = admin.post(ACCOUNTS, {**THEO, "role": "admin"}).json()
    assert (body["role"], body["groups"]) == ("admin", ["admin"])


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"role": "customer"}, ("role", "invalid_choice")),
        ({"groups": ["admin"]}, ("groups", "not_of_this_role")),
        ({"groups": []}, ("groups", "empty")),
        ({"role": "admin", "groups": ["office"]}, ("groups", "not_of_this_role")),
        ({"email": "nobody"}, ("email", "invalid")),
        ({"password": PASSWORD}, ("password", "unknown_field")),
        ({"email_verified": True}, ("email_verified", "unknown_field")),
    ],
)
def test_what_an_invitation_cannot_say(admin, change, refusal):
    before = Account.objects.count()
    assert fields(admin.post(ACCOUNTS, {**THEO, **change})) == (400, [refusal])
    assert Account.objects.count() == before


def test_an_address_that_is_taken_is_refused(admin, register):
    register(email="Theo@Example.com")
    reply = admin.post(ACCOUNTS, THEO)
    assert (reply.status_code, reply.json()["code"]) == (409, "email_taken")
    assert not MailedCode.objects.filter(purpose="invitation").exists()


def test_repeated_under_its_key_it_is_one_account(admin):
    key = {"Idempotency-Key": "5f0c2d1e-8a37-4c55-9a43-7f1f9a2c6b10"}
    first, second = (admin.post(ACCOUNTS, THEO, headers=key) for _ in range(2))
    assert (first.json(), second["Idempotency-Replayed"]) == (second.json(), "true")
    assert MailedCode.objects.filter(purpose="invitation").count() == 1


def test_admins_alone_invite_to_work_here(adviser, anna, visitor):
    assert [client.post(ACCOUNTS, THEO).status_code for client in (adviser, anna, visitor)] == [403, 403, 401]


def test_it_takes_a_sign_in_of_the_last_ten_minutes(admin, invited):
    account_id, _ = invited
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        replies = [admin.post(ACCOUNTS, THEO), admin.post(invitation_of(account_id), {})]
    assert [(reply.status_code, reply.json()["code"]) for reply in replies] == [
        (401, "insufficient_user_authentication")
    ] * 2


def test_the_list_of_accounts_is_still_there(admin, invited):
    assert admin.get(ACCOUNTS).json()["results"][0]["id"] == invited[0]


def test_invited_again_the_newest_counts_alone(admin, invited, visitor, mailed):
    account_id, code = invited
    assert admin.post(invitation_of(account_id), {}).status_code == 204
    newest = mailed("invitation", THEO["email"])
    assert fields(visitor.post(ACCEPT, {"code": code, "password": NEW})) == CODE_INVALID
    assert visitor.post(ACCEPT, {"code": newest, "password": NEW}).status_code == 200


def test_a_mistyped_address_is_put_right(admin, invited, visitor, mailed, emitted):
    account_id, code = invited
    assert admin.post(invitation_of(account_id), {"email": "theo@example.net"}).status_code == 204
    assert emitted("account.changed.v1")[-1].changes == {"email": [THEO["email"], "theo@example.net"]}
    assert fields(visitor.post(ACCEPT, {"code": code, "password": NEW})) == CODE_INVALID
    newest = mailed("invitation", "theo@example.net")
    assert (
        visitor.post(ACCEPT, {"code": newest, "password": NEW}).json()["account"]["email"]
        == "theo@example.net"
    )


def test_a_customer_without_a_login_is_given_one_by_staff(adviser, walk_in, visitor, mailed, login, emitted):
    account_id = walk_in(email="anna@example.com")
    assert adviser.post(invitation_of(account_id), {}).status_code == 204
    assert not Account.objects.get(pk=account_id).has_login
    reply = visitor.post(ACCEPT, {"code": mailed("invitation", "anna@example.com"), "password": NEW})
    assert reply.status_code == 200
    assert (reply.json()["account"]["id"], reply.json()["account"]["role"]) == (account_id, "customer")
    event = emitted("account.changed.v1")[-1]
    assert event.changes == {"has_login": [False, True], "email_verified": [False, True]}
    assert login("anna@example.com", NEW).status_code == 200


def test_one_without_an_address_needs_one(adviser, walk_in, mailed):
    account_id = walk_in()
    assert fields(adviser.post(invitation_of(account_id), {})) == (400, [("email", "required")])
    assert adviser.post(invitation_of(account_id), {"email": "anna@example.com"}).status_code == 204
    assert mailed("invitation", "anna@example.com")
    assert Account.objects.get(pk=account_id).email == "anna@example.com"


def test_an_address_of_somebody_else_is_not_theirs(adviser, walk_in, register):
    register(email="anna@example.com")
    account_id = walk_in()
    reply = adviser.post(invitation_of(account_id), {"email": "ANNA@example.com"})
    assert (reply.status_code, reply.json()["code"]) == (409, "email_taken")
    assert Account.objects.get(pk=account_id).email == ""


def test_nobody_is_invited_to_an_account_that_signs_in(admin, adviser, anna, account, invited, visitor):
    _, code = invited
    visitor.post(ACCEPT, {"code": code, "password": NEW})
    for account_id in (account().id, invited[0]):
        reply = admin.post(invitation_of(account_id), {"email": "thief@example.com"})
        assert (reply.status_code, reply.json()["code"]) == (409, "signs_in_already")


def test_nor_to_one_whose_password_counts_no_longer(verified, account, adviser):
    Account.objects.filter(pk=account().pk).update(password="!" + "x" * 40)
    reply = adviser.post(invitation_of(account().id), {"email": "thief@example.com"})
    assert (reply.status_code, reply.json()["code"]) == (409, "signs_in_already")


def test_staff_invite_nobody_who_works_here(adviser, invited):
    assert adviser.post(invitation_of(invited[0]), {}).status_code == 404


def test_customers_invite_nobody(anna, walk_in):
    assert anna.post(invitation_of(walk_in()), {}).status_code == 403


@pytest.mark.shows("AU12")
@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_is_let_in(invited, visitor, login):
    _, code = invited
    passwords = [f"a-long-way-to-number-{number}" for number in range(20)]
    replies = at_the_same_time(
        *[
            lambda password=password: visitor.post(ACCEPT, {"code": code, "password": password}).status_code
            for password in passwords
        ]
    )
    assert sorted(replies) == [200] + [400] * 19
    assert login(THEO["email"], passwords[replies.index(200)]).status_code == 200
