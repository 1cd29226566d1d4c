"""A page of a list reads as much at a million rows as at ten thousand."""

from typing import Any
from uuid import UUID

import pytest

from broadcasts.models import Broadcast
from chassis.testing.growth import add_rows, numbered, one_of, pages_that_grow
from contacts.models import StoppedAddress
from deliveries.models import Delivery
from devices.models import Device
from notifications.models import Notification
from webhooks.models import Webhook, WebhookDelivery

WEBHOOK = UUID("01900000-0000-7000-8000-000000000001")
FILTERS = {
    f"{WEBHOOK}/deliveries/": {"status": "dead", "type": "nothing"},
    "/webhooks/": {},
    "/devices/": {},
    "/notifications/": {"archived": "true", "unread": "true", "kind": "nothing"},
    "/broadcasts/": {},
    "/notifications/deliveries/": {
        "account_id": "01900000-0000-7000-8000-000000000007",
        "kind": "nothing",
        "channel": "sms",
        "status": "failed",
    },
    "/stopped-addresses/": {"channel": "sms", "reason": "bounced", "address": "7@example.com"},
}


def fill_for(account_id: Any) -> Any:
    """A hundred rows for each account, and as many for the one that asks, all told long ago."""
    account = f"CASE WHEN i <= 100 THEN '{account_id}'::uuid ELSE {numbered('i / 100')} END"

    def fill(first: int, last: int) -> None:
        add_rows(
            Notification,
            first,
            last,
            account_id=account,
            kind=one_of("appointment.booked", "project.ready"),
            source_event_id=numbered("i"),
            about_id=numbered("i"),
            read_at="CASE WHEN i % 2 = 0 THEN now() END",
            archived_at="CASE WHEN i % 3 = 0 THEN now() END",
        )
        add_rows(
            Delivery,
            first,
            last,
            account_id=account,
            kind=one_of("booked", "ready"),
            channel="'email'",
            source_event_id=numbered("i"),
            status=one_of("cancelled", "suppressed"),
        )
        add_rows(
            StoppedAddress,
            first,
            last,
            channel="'email'",
            address="i || '@example.com'",
            reason=one_of("bounced", "complained"),
        )

        add_rows(Device, first, last, account_id=account, endpoint="'https://push.example/' || i")
        add_rows(Webhook, first, last, events="'[]'", off="'by_admin'", secret="''")
        add_rows(
            WebhookDelivery,
            first,
            last,
            webhook_id=f"CASE WHEN i <= 100 THEN '{WEBHOOK}'::uuid ELSE {numbered('1 + i / 100')} END",
            event_id=numbered("i"),
            type=one_of("appointment.booked", "project.created"),
            status=one_of("delivered", "waiting"),
        )

        add_rows(Broadcast, first, last, title="'Tyres'", created_by=numbered("i"))

    return fill


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_no_page_reads_more_however_many_there_are(admin: Any, rounds: Any) -> None:
    fill = fill_for(admin.account_id)
    grown = pages_that_grow(admin, fill, FILTERS, rounds, {"webhook_id": WEBHOOK})
    assert not grown, "\n".join(grown)
