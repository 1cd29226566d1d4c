"""What can happen to contacts and to the addresses that are written to no more."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.locking import locked
from contacts import events
from contacts.models import ADMIN, PURPOSES, Contact, StoppedAddress, StopReason


def follow(account_id: UUID, known: dict[str, Any]) -> None:
    """Keep what was published of an account.

    Rule: whichever news come first make the contact; what they do not say stays as it is known.
    """
    Contact.objects.bulk_create(
        [Contact(pk=account_id, **known)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*known, "updated_at"],
    )


def contact_of(account_id: UUID) -> Contact:
    """The contact of an account; of one that nothing was published of yet, what is so of anybody."""
    return Contact.objects.filter(pk=account_id).first() or Contact(pk=account_id)


def admins() -> list[str]:
    """The accounts of those who run the workshop."""
    found = Contact.objects.filter(role=ADMIN, is_active=True).order_by("id").values_list("id", flat=True)
    return [str(account_id) for account_id in found]


def follow_consents(account_id: UUID, consents: dict[str, bool], *, said_of: str, at: datetime) -> None:
    """Keep what an account consents to by now. `said_of`: of which purpose something was said, or empty.

    Rule: what was withdrawn by a message is withdrawn, whatever customer-service published before it knew;
    until it says so too, or that the customer agreed again later.
    Rule: a purpose that this version does not know is none of its business.
    """
    consents = {purpose: granted for purpose, granted in consents.items() if purpose in PURPOSES}
    with transaction.atomic():
        contact = Contact.objects.select_for_update().filter(pk=account_id).first()
        withdrawn = contact.withdrawn if contact else {}
        kept = {
            purpose: since
            for purpose, since in withdrawn.items()
            if consents.get(purpose, True) and (purpose != said_of or at <= datetime.fromisoformat(since))
        }
        counts = {purpose: granted and purpose not in kept for purpose, granted in consents.items()}
        follow(account_id, {**_columns(counts), "withdrawn": kept})


def withdraw_consent(account_id: UUID, purpose: str, *, by: str) -> None:
    """Take back what an account consented to: "marketing", "reminders" or "sms".

    Rule: it counts here at once; customer-service, which keeps consents, hears of it by the event.
    """
    with transaction.atomic():
        Contact.objects.get_or_create(pk=account_id)
        contact = locked(Contact.objects.all(), account_id)
        withdrawn = {**contact.withdrawn, purpose: timezone.now().isoformat()}
        contact.update({**_columns({purpose: False}), "withdrawn": withdrawn})
        events.consent_withdrawn(account_id, purpose, by)


def _columns(consents: dict[str, bool]) -> dict[str, bool]:
    return {f"consents_to_{purpose}": granted for purpose, granted in consents.items()}


def stop_address(
    channel: str,
    address: str,
    reason: str = StopReason.STOPPED,
    *,
    store_reply: StoreReply = store_no_reply,
) -> StoppedAddress:
    """Write to an address no more. `reason` is a StopReason.

    Rule: an address is stopped once, and its first reason stays. What is on its way to it is not sent either.
    """
    with transaction.atomic():
        stopped, _ = StoppedAddress.objects.get_or_create(
            channel=channel, address=address.casefold(), defaults={"reason": reason}
        )
        store_reply(stopped)
    return stopped


def is_stopped(channel: str, address: str) -> bool:
    return StoppedAddress.objects.filter(channel=channel, address=address.casefold()).exists()


def release_address(stopped_id: UUID, *, check_precondition: Precondition = no_precondition) -> None:
    """Let an address be written to again.

    Rule: what was not sent while an address was stopped stays unsent; an admin may replay it.
    Raises NotFound (404), PreconditionFailed (412).
    """
    with transaction.atomic():
        stopped = locked(StoppedAddress.objects.all(), stopped_id)
        check_precondition(stopped)
        stopped.delete()
