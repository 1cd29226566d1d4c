"""Rule: an address becomes an account's once its code was redeemed, and the one before can bring it back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Account, Session
from chassis.testing.parallel import at_the_same_time
from codes.models import MailedCode
from tests.addresses.refused import CODE_INVALID, fields
from tests.addresses.urls import ACCOUNTS, CHANGE, CONFIRM, FORGOT, ME, REFRESH, RESET, UNDO, VERIFY
from tests.credentials import PASSWORD

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"
NEW = "anna.schmidt@example.org"
THIRD = "third@example.net"


@pytest.fixture
def changed(visitor, mailed):
    """Change an account's address, by its client."""

    def changed(client, email=NEW):
        assert client.post(CHANGE, {"email": email}).status_code == 204
        assert visitor.post(CONFIRM, {"code": mailed("change_email", email)}).status_code == 204

    return changed


def test_the_present_address_stays_until_the_code_comes_back(
    verified, account, login, mailed, visitor, emitted
):
    assert verified.post(CHANGE, {"email": NEW}).status_code == 204
    assert account().email == ANNA
    code = mailed("change_email", NEW)
    assert visitor.post(CONFIRM, {"code": code}).status_code == 204
    assert (account().email, account().email_verified) == (NEW, True)
    assert login(NEW).status_code == 200
    assert login(ANNA).status_code == 401
    event = emitted("account.changed.v1")[-1]
    assert (event.changes, event.data["email"]) == ({"email": [ANNA, NEW]}, NEW)
    assert fields(visitor.post(CONFIRM, {"code": code})) == CODE_INVALID


def test_a_change_verifies_the_address(anna, account, changed):
    changed(anna)
    assert (account().email, account().email_verified) == (NEW, True)


def test_it_takes_a_sign_in_of_the_last_ten_minutes(verified):
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        reply = verified.post(CHANGE, {"email": NEW})
    assert (reply.status_code, reply.json()["code"]) == (401, "insufficient_user_authentication")
    assert not MailedCode.objects.filter(purpose="change_email").exists()


@pytest.mark.parametrize("how", ["by force", "deactivation", "one by one", "signing out"])
def test_what_was_begun_in_a_session_is_over_with_it(
    verified, account, login, mailed, visitor, admin, bearing, how
):
    thief = login(ANNA).json()
    assert bearing(thief["access"]).post(CHANGE, {"email": NEW}).status_code == 204
    code = mailed("change_email", NEW)
    theirs = f"{ACCOUNTS}{account().pk}/"
    if how == "by force":
        assert admin.post(f"{theirs}sign-out/").status_code == 204
    elif how == "deactivation":
        assert [admin.patch(theirs, {"is_active": on}).status_code for on in (False, True)] == [200, 200]
    elif how == "one by one":
        session_id = Session.objects.filter(account=account()).latest("id").pk
        assert verified.delete(f"/api/v1/auth/sessions/{session_id}/").status_code == 204
    else:
        assert visitor.post("/api/v1/auth/logout/", {"refresh": thief["refresh"]}).status_code == 204
    assert mailed("change_email") == "not_found"
    assert fields(visitor.post(CONFIRM, {"code": code})) == CODE_INVALID
    assert account().email == ANNA


def test_the_end_of_another_session_leaves_it(verified, account, login, mailed, visitor):
    elsewhere = login(ANNA).json()
    assert verified.post(CHANGE, {"email": NEW}).status_code == 204
    visitor.post("/api/v1/auth/logout/", {"refresh": elsewhere["refresh"]})
    assert visitor.post(CONFIRM, {"code": mailed("change_email", NEW)}).status_code == 204
    assert account().email == NEW


def test_the_address_it_has_is_no_other(verified):
    reply = verified.post(CHANGE, {"email": "anna@EXAMPLE.com"})
    assert (reply.status_code, reply.json()["code"]) == (422, "same_email")


def test_another_spelling_of_it_is(verified, account, changed):
    changed(verified, "Anna@example.com")
    assert account().email == "Anna@example.com"


def test_that_somebody_has_the_address_is_learned_by_who_reads_its_mails(
    verified, account, register, mailed, visitor
):
    register(email=NEW)
    assert verified.post(CHANGE, {"email": NEW.title()}).status_code == 204
    for _ in range(2):
        reply = visitor.post(CONFIRM, {"code": mailed("change_email")})
        assert (reply.status_code, reply.json()["code"]) == (409, "email_taken")
    assert account().email == ANNA


def test_a_password_that_was_changed_meanwhile_ends_it(verified, account, mailed, visitor):
    verified.post(CHANGE, {"email": NEW})
    code = mailed("change_email")
    body = {"current_password": PASSWORD, "new_password": "something-else-entirely"}
    assert verified.post("/api/v1/auth/password/change/", body).status_code == 204
    assert fields(visitor.post(CONFIRM, {"code": code})) == CODE_INVALID
    assert account().email == ANNA


def test_links_to_the_address_of_before_count_no_longer(verified, visitor, mailed, changed):
    visitor.post(FORGOT, {"email": ANNA})
    reset = mailed("reset_password", ANNA)
    changed(verified)
    assert fields(visitor.post(RESET, {"code": reset, "password": "it-is-a-long-way"})) == CODE_INVALID


def test_who_had_the_address_gets_the_account_back(
    verified, account, changed, mailed, visitor, login, bearing
):
    changed(verified)
    thief = login(NEW).json()
    undo = mailed("undo_email_change", ANNA)
    assert visitor.post(UNDO, {"code": undo}).status_code == 204
    assert (account().email, account().email_verified) == (ANNA, True)
    assert bearing(thief["access"]).get(ME).json()["code"] == "session_revoked"
    assert visitor.post(REFRESH, {"refresh": thief["refresh"]}).json()["code"] == "session_revoked"
    assert not Session.objects.alive().exists()
    assert {login(address).status_code for address in (ANNA, NEW)} == {401}
    reset = {"code": mailed("reset_password", ANNA), "password": "it-is-a-long-way"}
    assert visitor.post(RESET, reset).status_code == 204
    assert login(ANNA, "it-is-a-long-way").status_code == 200
    assert fields(visitor.post(UNDO, {"code": undo})) == CODE_INVALID


def test_a_second_change_pushes_nobody_out(verified, account, changed, mailed, visitor):
    changed(verified)
    undo = mailed("undo_email_change", ANNA)
    changed(verified, THIRD)
    later = mailed("undo_email_change", NEW)
    assert visitor.post(UNDO, {"code": undo}).status_code == 204
    assert account().email == ANNA
    assert fields(visitor.post(UNDO, {"code": later})) == CODE_INVALID
    assert account().email == ANNA


def test_neither_does_another_password_nor_a_change_that_was_begun(
    verified, account, changed, mailed, visitor
):
    changed(verified)
    undo = mailed("undo_email_change", ANNA)
    body = {"current_password": PASSWORD, "new_password": "something-else-entirely"}
    assert verified.post("/api/v1/auth/password/change/", body).status_code == 204
    verified.post(CHANGE, {"email": THIRD})
    begun = mailed("change_email", THIRD)
    assert visitor.post(UNDO, {"code": undo}).status_code == 204
    assert fields(visitor.post(CONFIRM, {"code": begun})) == CODE_INVALID
    assert account().email == ANNA


def test_asking_for_resets_keeps_nobody_from_the_one_that_belongs_to_it(verified, changed, mailed, visitor):
    changed(verified)
    undo = mailed("undo_email_change", ANNA)
    for number in range(6):
        visitor.post(FORGOT, {"email": NEW}, headers={"X-Forwarded-For": f"192.0.2.{number}"})
    assert mailed("reset_password", NEW)
    assert visitor.post(UNDO, {"code": undo}).status_code == 204
    assert mailed("reset_password", ANNA)


def test_it_is_undone_within_seven_days(verified, account, changed, mailed, visitor):
    changed(verified)
    undo = mailed("undo_email_change")
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        assert fields(visitor.post(UNDO, {"code": undo})) == CODE_INVALID
    assert account().email == NEW


def test_an_address_that_was_never_verified_brings_nothing_back(anna, changed):
    changed(anna)
    assert not MailedCode.objects.filter(purpose="undo_email_change").exists()


def test_an_address_that_somebody_has_taken_meanwhile_is_theirs(
    verified, account, changed, mailed, visitor, register
):
    changed(verified)
    undo = mailed("undo_email_change")
    register(email=ANNA)
    reply = visitor.post(UNDO, {"code": undo})
    assert (reply.status_code, reply.json()["code"]) == (409, "email_taken")
    assert (account().email, account().check_password(PASSWORD)) == (NEW, True)


def test_the_sixth_within_an_hour_is_429(verified):
    replies = [
        verified.post(CHANGE, {"email": f"anna{number}@example.org"}).status_code for number in range(6)
    ]
    assert replies == [204] * 5 + [429]


LONGEST = "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 58 + ".de"


@pytest.mark.parametrize(
    ("email", "kept"),
    [
        ("o'brien+workshop@example.com", "o'brien+workshop@example.com"),
        ("anna@M\u00fcller.DE", "anna@xn--mller-kva.de"),
        ('"anna..b"@example.com', '"anna..b"@example.com'),
        ("  anna@example.net\n", "anna@example.net"),
        (LONGEST, LONGEST),
    ],
)
def test_addresses_of_all_shapes_are_taken_in_their_one_form(verified, account, changed, email, kept, mailed):
    assert len(kept) <= len(LONGEST) == 254
    verified.post(CHANGE, {"email": email})
    assert mailed("change_email", kept)


@pytest.mark.parametrize(
    "email",
    [
        "d" + LONGEST,
        "\u00fcber@example.com",
        "a@b",
        '"anna"@example.com',
        "a b@example.com",
        "@example.com",
        "a@\u0000.de",
        "",
    ],
)
def test_those_that_no_mail_reaches_are_refused(verified, email):
    reply = verified.post(CHANGE, {"email": email})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "email")
    assert not MailedCode.objects.filter(purpose="change_email").exists()


def test_a_code_to_verify_is_none_to_change(verified, signed_up, mailed, visitor):
    for url in (CONFIRM, UNDO):
        assert fields(visitor.post(url, {"code": mailed("verify_email")})) == CODE_INVALID
    verified.post(CHANGE, {"email": NEW})
    for url in (VERIFY, UNDO):
        assert fields(visitor.post(url, {"code": mailed("change_email")})) == CODE_INVALID


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_changes_it(anna, account, mailed, visitor, emitted):
    anna.post(CHANGE, {"email": NEW})
    code = mailed("change_email")
    replies = at_the_same_time(*[lambda: visitor.post(CONFIRM, {"code": code}).status_code] * 20)
    assert sorted(replies) == [204] + [400] * 19
    assert len(emitted("account.changed.v1")) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_accounts_that_take_one_address_at_once_one_has_it(anna, register, bearing, mailed, visitor):
    other = bearing(register()["access"])
    codes = []
    for client in (anna, other):
        assert client.post(CHANGE, {"email": NEW}).status_code == 204
        codes.append(mailed("change_email", NEW))
    replies = at_the_same_time(
        *[lambda code=code: visitor.post(CONFIRM, {"code": code}).status_code for code in codes]
    )
    assert sorted(replies) == [204, 409]
    assert Account.objects.with_email(NEW).count() == 1
