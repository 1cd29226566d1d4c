import pytest

from accounts.models import Account
from codes.models import MailedCode

ANNA = "anna@example.com"


@pytest.fixture
def events_handled(emitted, deliver):
    """Have this service's own events handled, as its events process does."""
    done = set()

    def handled():
        for event in emitted():
            if event.id not in done and event.name in {"account.registered.v1", "code.requested.v1"}:
                done.add(event.id)
                deliver(event.name, event.data, subject=event.subject, id=event.id)

    return handled


@pytest.fixture
def mailed(events_handled, as_service):
    """The code that was last sent for a purpose, as notification-service reads it; None if none was."""

    def mailed(purpose, address=None):
        events_handled()
        row = MailedCode.objects.filter(purpose=purpose).order_by("-id").first()
        if row is None:
            return None
        read = as_service("notification-service").get(f"/internal/codes/{row.id}/").json()
        if address is not None:
            assert read["address"] == address
        return read["code"]

    return mailed


@pytest.fixture
def signed_up(register):
    """Somebody who has registered; the answer to that."""
    return register(email=ANNA)


@pytest.fixture
def anna(signed_up, bearing):
    return bearing(signed_up["access"])


@pytest.fixture
def account(signed_up):
    """Their row, read anew each time it is asked for."""
    return lambda: Account.objects.get(pk=signed_up["account"]["id"])


@pytest.fixture
def verified(signed_up, visitor, mailed, login, bearing):
    """Their client, once the address is verified and they have signed in again."""
    assert visitor.post("/api/v1/auth/email/verify/", {"code": mailed("verify_email")}).status_code == 204
    return bearing(login(ANNA).json()["access"])
