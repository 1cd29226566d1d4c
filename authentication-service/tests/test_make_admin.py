"""python manage.py make_admin EMAIL"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Account

pytestmark = pytest.mark.django_db


def test_who_has_registered_becomes_an_admin_and_it_is_told_once(register, emitted):
    registered = register()
    email = registered["account"]["email"]
    said = StringIO()
    call_command("make_admin", email.upper(), stdout=said)
    call_command("make_admin", email, stdout=said)
    account = Account.objects.get()
    assert (account.role, account.groups, account.rights) == ("admin", ["admin"], 1)
    [event] = emitted("account.changed.v1")
    assert (event.subject, event.data["role"]) == (registered["account"]["id"], "admin")
    assert f"{email} is an admin" in said.getvalue()


def test_an_address_that_nobody_verified_makes_no_admin_where_that_is_asked_for(register, emitted, settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    email = register()["account"]["email"]
    with pytest.raises(CommandError, match="is not verified"):
        call_command("make_admin", email)
    assert (Account.objects.get().role, emitted("account.changed.v1")) == ("customer", [])
    Account.objects.update(email_verified=True)
    call_command("make_admin", email, stdout=StringIO())
    assert Account.objects.get().role == "admin"


def test_who_has_not_registered_is_named(emitted):
    with pytest.raises(CommandError, match=r"Nobody has registered with nobody@example\.org"):
        call_command("make_admin", "nobody@example.org")
    assert not emitted()
