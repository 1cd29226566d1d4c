import pytest
from django.db import transaction

from accounts.models import Account
from codes.actions import issue
from codes.purposes import Purpose


@pytest.fixture
def account(register):
    """Somebody who has registered."""
    return Account.objects.get(pk=register(email="anna@example.com", phone="+49 30 901820")["account"]["id"])


@pytest.fixture
def issued(account):
    """Have a code sent, as the actions of other apps do."""

    def issued(purpose=Purpose.RESET_PASSWORD, address="anna@example.com", of=account, throttled=True):
        with transaction.atomic():
            row = Account.objects.select_for_update().get(pk=of.pk)
            return issue(row, purpose, address=address, throttled=throttled)

    return issued


@pytest.fixture
def notification_service(as_service):
    return as_service("notification-service")
