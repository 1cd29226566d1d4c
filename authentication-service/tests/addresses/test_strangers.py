"""Rule: what was added before somebody proved an address does not outlive that: who added it is unknown."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from accounts.actions import recover
from accounts.models import Account, Challenge, KnownDevice, Session
from api_keys.lookup import of_own_table
from chassis.auth import ask_keys_of
from chassis.origins import Origin
from chassis.testing.authenticator import DOMAIN, ORIGIN, Authenticator
from chassis.testing.locks import until_somebody_waits
from chassis.testing.parallel import on_its_own_connection
from codes.models import MailedCode
from tests.addresses.people import (
    add_app,
    add_passkey,
    factors_of,
    keys_left,
    make_key,
    verify_phone,
)
from tests.addresses.refused import CODE_INVALID, fields
from tests.addresses.urls import CHANGE, CONFIRM, FORGOT, ME, RESET, UNDO, VERIFY
from tests.credentials import PASSWORD
from tests.passkeys.people import Person
from tests.passkeys.urls import REGISTRATION

pytestmark = pytest.mark.django_db
ANNA, NEW_ADDRESS = "anna@example.com", "anna@example.org"
NEW = "it-is-a-long-way-to-go"
NONE = ([], 0, 0, 0)


@pytest.fixture(autouse=True)
def site(settings):
    settings.PASSKEY_DOMAIN, settings.PASSKEY_ORIGINS = DOMAIN, [ORIGIN]
    previous = ask_keys_of(of_own_table)
    yield
    ask_keys_of(previous)


@pytest.fixture
def reset(visitor, mailed, django_capture_on_commit_callbacks):
    def reset():
        visitor.post(FORGOT, {"email": ANNA})
        body = {"code": mailed("reset_password", ANNA), "password": NEW}
        with django_capture_on_commit_callbacks(execute=True):
            assert visitor.post(RESET, body).status_code == 204

    return reset


@pytest.fixture
def noted(emitted):
    """What its person was sent news of, in its order, after what came before."""
    return lambda: [event.data["what"] for event in emitted("account.security_noted.v1")]


def test_who_resets_an_account_that_a_stranger_registered_has_it_alone(
    anna, account, reset, login, bearing, emitted, noted, mailed
):
    verify_phone(anna, mailed)
    app, passkey, key = add_app(anna), add_passkey(anna), make_key(anna)
    login(ANNA)  # a sign-in that waits for the second factor
    before = len(noted())
    assert bearing(key).get(ME).status_code == 200
    reset()
    assert noted()[before:] == ["second_factor_removed", "password_changed", "api_keys_ended"]
    assert (factors_of(account()), keys_left(account())) == (NONE, 0)
    assert (account().phone_verified, account().email_verified) == (False, True)
    for rows in (Challenge, KnownDevice, Session.objects.alive()):
        assert not (rows if hasattr(rows, "exists") else rows.objects).exists()
    refused = bearing(key).get(ME)
    assert (refused.status_code, refused.json()["code"]) == (401, "api_key_invalid")
    assert passkey.sign_in().json()["code"] == "passkey_refused"
    signed_in = login(ANNA, NEW).json()
    assert (signed_in["account"]["second_factors"], "mfa_token" in signed_in) == ([], False)
    assert bearing(signed_in["access"]).post("/api/v1/auth/step-up/", {"code": app.code()}).status_code >= 400
    [ended] = emitted("api_key.ended.v1")
    [recovered] = emitted("account.recovered.v1")
    assert ended.data["account_id"] == recovered.data["account_id"] == str(account().id)


def test_who_had_verified_the_address_keeps_second_factors_and_loses_keys(
    verified, account, reset, login, bearing, noted, mailed, visitor
):
    verify_phone(verified, mailed)
    passkey, key = add_passkey(verified), make_key(verified)
    waiting = login(ANNA).json()["mfa_token"]
    before = len(noted())
    reset()
    assert noted()[before:] == ["password_changed", "api_keys_ended"]
    assert (factors_of(account()), keys_left(account())) == ((["passkey"], 0, 10, 1), 0)
    assert account().phone_verified
    assert bearing(key).get(ME).json()["code"] == "api_key_invalid"
    over = visitor.post("/api/v1/auth/login/mfa/", {"mfa_token": waiting, "code": "123456"})
    assert over.json()["code"] == "mfa_token_invalid"
    challenged = login(ANNA, NEW).json()
    assert challenged["methods"] == ["passkey"]
    assert passkey.show_second_factor(challenged["mfa_token"]).status_code == 200
    assert KnownDevice.objects.count() == 1


def test_a_reset_of_who_has_nothing_else_is_news_of_the_password_alone(signed_up, reset, noted, emitted):
    reset()
    assert noted() == ["password_changed"]
    assert len(emitted("account.changed.v1")) == len(emitted("account.recovered.v1")) == 1


@pytest.fixture
def confirmations(anna, mailed):
    """Both links by which an address is proved and no password is set."""
    anna.post(CHANGE, {"email": NEW_ADDRESS})
    return {VERIFY: mailed("verify_email", ANNA), CONFIRM: mailed("change_email", NEW_ADDRESS)}


@pytest.mark.parametrize("url", [VERIFY, CONFIRM])
def test_a_link_from_who_is_not_signed_in_removes_what_a_reset_would_leave(
    anna, account, confirmations, visitor, mailed, login, noted, url
):
    verify_phone(anna, mailed)
    add_app(anna)
    add_passkey(anna)
    make_key(anna)
    assert visitor.post(url, {"code": confirmations[url]}).status_code == 204
    assert factors_of(account()) == NONE
    assert (account().email_verified, account().phone_verified) == (True, False)
    assert noted()[-1] == "second_factor_removed"
    assert "access" in login(account().email).json()
    assert keys_left(account()) == Session.objects.alive().count() - 1 == 1, "a reset ends these"


@pytest.mark.parametrize("url", [VERIFY, CONFIRM])
def test_who_is_signed_in_to_the_account_keeps_it(anna, account, confirmations, url):
    add_app(anna)
    add_passkey(anna)
    assert anna.post(url, {"code": confirmations[url]}).status_code == 204
    assert factors_of(account()) == (["passkey", "totp"], 1, 10, 1)
    assert account().email_verified


def test_neither_a_key_nor_somebody_elses_token_is_that(anna, account, mailed, register, bearing, visitor):
    add_app(anna)
    key, code = make_key(anna), mailed("verify_email", ANNA)
    stranger = register()["access"]
    for token in ("nonsense", key, stranger):
        assert fields(bearing(token).post(VERIFY, {"code": "x" * 43})) == CODE_INVALID
    assert bearing(key).post(VERIFY, {"code": code}).status_code == 204
    assert factors_of(account()) == NONE


def test_nor_is_a_session_that_has_ended(anna, account, signed_up, mailed, visitor):
    add_app(anna)
    assert visitor.post("/api/v1/auth/logout/", {"refresh": signed_up["refresh"]}).status_code == 204
    assert anna.post(VERIFY, {"code": mailed("verify_email", ANNA)}).status_code == 204
    assert factors_of(account()) == NONE


def test_a_change_of_address_that_a_stranger_began_is_over_with_it(account, confirmations, visitor):
    assert visitor.post(VERIFY, {"code": confirmations[VERIFY]}).status_code == 204
    assert fields(visitor.post(CONFIRM, {"code": confirmations[CONFIRM]})) == CODE_INVALID
    assert account().email == ANNA
    assert MailedCode.objects.get(purpose="change_email").withdrawn_at


def test_what_a_thief_added_since_the_change_goes_with_its_undoing(
    verified, account, mailed, visitor, login, bearing, noted, django_capture_on_commit_callbacks
):
    own = add_passkey(verified, "Owner's")
    verified.post(CHANGE, {"email": NEW_ADDRESS})
    assert visitor.post(CONFIRM, {"code": mailed("change_email")}).status_code == 204
    theirs = add_passkey(verified, "Thief's")
    add_app(verified)
    key = make_key(verified)
    with django_capture_on_commit_callbacks(execute=True):
        assert visitor.post(UNDO, {"code": mailed("undo_email_change", ANNA)}).status_code == 204
    assert noted()[-2:] == ["second_factor_removed", "api_keys_ended"]
    assert factors_of(account()) == (["passkey"], 0, 10, 1)
    assert theirs.sign_in().json()["code"] == "passkey_refused"
    assert own.sign_in().status_code == 200
    assert bearing(key).get(ME).json()["code"] == "api_key_invalid"


def test_an_app_that_took_the_place_of_the_owners_is_the_thiefs(verified, account, mailed, visitor):
    add_app(verified)
    verified.post(CHANGE, {"email": NEW_ADDRESS})
    assert visitor.post(CONFIRM, {"code": mailed("change_email")}).status_code == 204
    add_app(verified)
    assert visitor.post(UNDO, {"code": mailed("undo_email_change", ANNA)}).status_code == 204
    assert factors_of(account()) == NONE


def adds_a_key(anna):
    return lambda: anna.post("/api/v1/auth/api-keys/", {"name": "A script", "scopes": ["auth:read"]})


def adds_a_passkey(anna):
    person = Person(anna, {}, Authenticator())
    begun = person.begin(REGISTRATION)
    return lambda: person.complete(REGISTRATION, begun, person.authenticator.create(begun["options"]))


def begins_another_address(anna):
    return lambda: anna.post(CHANGE, {"email": NEW_ADDRESS})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("prepared", [adds_a_key, adds_a_passkey, begins_another_address])
def test_what_waits_for_the_account_adds_nothing_to_it_once_the_session_has_ended(anna, account, prepared):
    request = prepared(anna)
    with ThreadPoolExecutor(1) as stranger:
        with transaction.atomic():
            whose = Account.objects.select_for_update().get()
            waiting = stranger.submit(on_its_own_connection, request)
            until_somebody_waits()
            recover(whose, Origin("", ""))
        refused = waiting.result(timeout=10)
    assert (refused.status_code, refused.json()["code"]) == (401, "insufficient_user_authentication")
    assert (factors_of(account()), keys_left(account())) == (NONE, 0)
    assert not MailedCode.objects.filter(purpose="change_email").exists()


def test_another_password_of_ones_own_leaves_keys_and_ends_what_waits(
    verified, account, login, visitor, bearing
):
    add_app(verified)
    key, waiting = make_key(verified), login(ANNA).json()["mfa_token"]
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert verified.post("/api/v1/auth/password/change/", body).status_code == 204
    assert bearing(key).get(ME).status_code == 200
    over = visitor.post("/api/v1/auth/login/mfa/", {"mfa_token": waiting, "code": "123456"})
    assert over.json()["code"] == "mfa_token_invalid"
    assert factors_of(account())[0] == ["totp"]
