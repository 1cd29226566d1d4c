"""python manage.py createsuperuser, as every Django project has it: an admin who can sign in."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Account
from tests.credentials import PASSWORD

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"


@pytest.fixture
def variables(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", ADA)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    return monkeypatch


@pytest.mark.shows("AU15")
def test_without_questions_an_admin_is_made_who_signs_in_and_is_told_of(variables, login, bearing, emitted):
    call_command("createsuperuser", "--noinput")
    reply = login(ADA)
    assert reply.status_code == 200
    assert bearing(reply.json()["access"]).get("/api/v1/auth/accounts/").status_code == 200
    account = Account.objects.get()
    assert (account.role, account.groups, account.is_active) == ("admin", ["admin"], True)
    [event] = emitted("account.registered.v1")
    assert (event.subject, event.data["role"]) == (str(account.id), "admin")


def test_the_address_may_be_an_argument(variables, login):
    variables.delenv("DJANGO_SUPERUSER_EMAIL")
    call_command("createsuperuser", "--noinput", email="Ada@EXAMPLE.org")
    assert Account.objects.get().email == "Ada@example.org"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DJANGO_SUPERUSER_PASSWORD", "", "DJANGO_SUPERUSER_PASSWORD is not set"),
        ("DJANGO_SUPERUSER_EMAIL", "", "is no email address"),
        ("DJANGO_SUPERUSER_EMAIL", "ada", "'ada' is no email address"),
        ("DJANGO_SUPERUSER_EMAIL", f"{'a' * 60}@{'example.' * 24}org", "at most 254 characters"),
        ("DJANGO_SUPERUSER_PASSWORD", "x7-" * 43, "A password has at most 128 characters"),
    ],
)
def test_what_is_missing_is_named(variables, name, value, says):
    variables.setenv(name, value)
    with pytest.raises(CommandError, match=says):
        call_command("createsuperuser", "--noinput")
    assert not Account.objects.exists()


def test_who_has_an_account_is_named_and_keeps_it(variables, register):
    register(email=ADA.upper())
    with pytest.raises(CommandError, match=r"ada@example\.org has an account; make_admin"):
        call_command("createsuperuser", "--noinput")
    assert Account.objects.get().role == "customer"


def test_where_nobody_can_be_asked_it_says_so_without_a_trace():
    command = [sys.executable, "manage.py", "createsuperuser"]
    finished = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=os.environ
    )
    assert finished.returncode == 1
    assert "use --noinput" in finished.stderr
    assert "Traceback" not in finished.stderr
