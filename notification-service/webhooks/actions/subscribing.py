"""Webhooks: added, changed, given another secret, removed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis.api.etags import Precondition, no_precondition
from chassis.locking import locked
from outside import Inside, check
from outside.errors import ADDRESS_REFUSED
from webhooks.models import Off, Status, Webhook
from webhooks.sealing import sealed
from webhooks.signing import new_secret

BOTH_SIGN = timedelta(hours=24)


def add_webhook(data: dict[str, Any]) -> tuple[Webhook, str]:
    """Send events to an address from now on. Its secret is given away here and never again.

    Rule: webhooks go to addresses on the public internet, and to those that the operator allows.
    Raises Unprocessable (422) address_refused.
    """
    _check_address(data["url"])
    secret = new_secret()
    webhook = Webhook.objects.create(secret=sealed(secret), **_columns(data))
    return webhook, secret


def change_webhook(
    webhook_id: UUID, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Webhook:
    """Change where, what and whether events are sent.

    Rule: what waits for a webhook that is switched off is not sent, unless somebody replays it.
    Raises NotFound (404), PreconditionFailed (412), Unprocessable (422) address_refused.
    """
    if "url" in data:
        _check_address(data["url"])
    with transaction.atomic():
        webhook = locked(Webhook.objects.all(), webhook_id)
        check_precondition(webhook)
        changes = webhook.update(_columns(data))
        if "off" in changes:
            webhook.deliveries.filter(status=Status.WAITING).update(status=Status.CANCELLED)
            # What comes next is tried at once, and not when a rest would be over.
            Webhook.objects.filter(pk=webhook_id).update(failures=0, claimed_until=None)
    return webhook


def rotate_secret(webhook_id: UUID) -> tuple[Webhook, str]:
    """Give a webhook another secret, shown here and never again.

    Rule: for a day the secret of before signs too, so that a receiver changes over without losing anything.
    Raises NotFound (404).
    """
    secret = new_secret()
    with transaction.atomic():
        webhook = locked(Webhook.objects.all(), webhook_id)
        webhook.previous_secret, webhook.previous_until = webhook.secret, timezone.now() + BOTH_SIGN
        webhook.secret = sealed(secret)
        webhook.save(update_fields=["secret", "previous_secret", "previous_until", "updated_at"])
    return webhook, secret


def remove_webhook(webhook_id: UUID, *, check_precondition: Precondition = no_precondition) -> None:
    """Send nothing there any more, and forget what was sent. Raises NotFound (404)."""
    with transaction.atomic():
        webhook = locked(Webhook.objects.all(), webhook_id)
        check_precondition(webhook)
        webhook.delete()


def _columns(data: dict[str, Any]) -> dict[str, Any]:
    columns = {name: value for name, value in data.items() if name != "is_on"}
    if "is_on" in data:
        columns["off"] = "" if data["is_on"] else Off.BY_ADMIN
    return columns


def _check_address(url: str) -> None:
    try:
        check(url)
    except Inside as inside:
        raise ADDRESS_REFUSED(reason=str(inside)) from inside
