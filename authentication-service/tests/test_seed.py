"""Rule: the demo accounts exist once, and only in development."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Account

pytestmark = pytest.mark.django_db
EMAILS = {
    f"{name}@servease.test" for name in ("customer", "technician", "technician2", "technician3", "admin")
}


@pytest.fixture(autouse=True)
def development(settings):
    settings.DEBUG = True


def test_the_demo_accounts_are_made_and_told_of(login, emitted):
    call_command("seed")
    assert set(Account.objects.values_list("email", flat=True)) == EMAILS
    assert {event.data["email"] for event in emitted("account.registered.v1")} == EMAILS
    roles = {email: login(email, "servease-demo").json()["account"]["role"] for email in EMAILS}
    assert roles["customer@servease.test"] == "customer"
    assert roles["admin@servease.test"] == "admin"
    assert {roles[email] for email in EMAILS if "technician" in email} == {"employee"}


def test_a_second_time_changes_nothing(emitted):
    call_command("seed")
    Account.objects.filter(email="customer@servease.test").update(first_name="Changed")
    call_command("seed")
    assert Account.objects.count() == 5
    assert Account.objects.get(email="customer@servease.test").first_name == "Changed"
    assert len(emitted()) == 5


def test_production_refuses(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("seed")
    assert not Account.objects.exists()
