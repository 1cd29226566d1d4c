"""Rule: a password is the same however a keyboard composes its letters (RFC 8265), and no common one."""

import gzip

import pytest
from django.contrib.auth.hashers import make_password

from accounts.models import Account
from accounts.password_rules import password_validators

pytestmark = pytest.mark.django_db
ANNA = "anna@example.com"
COMPOSED, APART = "f\u00fcr-\u00c5ngstr\u00f6m-und-mehr", "fu\u0308r-A\u030angstro\u0308m-und-mehr"
PAIRS = [(COMPOSED, APART), (APART, COMPOSED), ("a b long password", "a\u00a0b\u3000long\u2003password")]


@pytest.mark.parametrize(("chosen", "typed"), PAIRS)
def test_one_signs_in_from_any_keyboard(register, login, chosen, typed):
    register(email=ANNA, password=chosen)
    assert login(ANNA, typed).status_code == 200
    assert login(ANNA, chosen).status_code == 200


@pytest.mark.parametrize(("chosen", "typed"), PAIRS)
def test_one_changes_it_from_any_keyboard(register, login, bearing, chosen, typed):
    client = bearing(register(email=ANNA, password=chosen)["access"])
    body = {"current_password": typed, "new_password": "nev\u0065\u0301r-mind-the-gap"}
    assert client.post("/api/v1/auth/password/change/", body).status_code == 204
    assert login(ANNA, "nev\u00e9r-mind-the-gap").status_code == 200


def test_what_was_hashed_as_it_was_typed_goes_on_working(register, login):
    register(email=ANNA)
    Account.objects.update(password=make_password(APART))
    assert login(ANNA, APART).status_code == 200
    assert login(ANNA, "something-else-altogether").status_code == 401


def test_blanks_and_case_at_either_end_still_count(register, login):
    register(email=ANNA, password=f" {COMPOSED} ")
    assert login(ANNA, COMPOSED).status_code == 401
    assert login(ANNA, f" {COMPOSED.upper()} ").status_code == 401
    assert login(ANNA, f" {APART} ").status_code == 200


@pytest.mark.parametrize("written", [open, gzip.open])
def test_common_ones_are_those_of_the_operators_list(visitor, a_person, tmp_path, settings, written):
    """In place of Django's, which has "password1"."""
    path = tmp_path / "common.txt"
    with written(path, "wt") as common:
        common.write("correct horse battery\nservease\n")
    settings.AUTH_PASSWORD_VALIDATORS = password_validators(str(path))
    for refused in ("Correct Horse Battery", "SERVEASE"):
        reply = visitor.post("/api/v1/auth/register/", a_person(password=refused))
        assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "password_too_common")
    assert not Account.objects.exists()
    assert visitor.post("/api/v1/auth/register/", a_person(password="password1")).status_code == 201
    settings.AUTH_PASSWORD_VALIDATORS = password_validators("")
    assert visitor.post("/api/v1/auth/register/", a_person(password="password1")).status_code == 400
