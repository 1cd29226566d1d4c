"""Who the customers are, and what is known of them."""

import uuid
from typing import Any

from django.db import transaction

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked
from customers import clients, events
from customers.actions.consents import record_changes
from customers.errors import CONSENT_IS_THEIRS
from customers.models import CONSENTS, Consent, Customer
from customers.permissions import customers_visible_to


def own_customer(actor: Actor) -> Customer:
    """Give the caller's own row.

    Rule: a customer exists from the first time their account looks, even before the news of the account came.
    """
    customer, _ = Customer.objects.get_or_create(pk=actor.id)
    return customer


def add_customer(
    actor: Actor, data: dict[str, Any], *, key: str = "", store_reply: StoreReply = store_no_reply
) -> Customer:
    """Put somebody on record who has no login, because they walked in or telephoned.

    Rule: staff put them on record, by a first name at least. Several may have one telephone number, as in a
    family; an email address is one account's.
    Rule: a customer without a login has an account too, whose id is theirs and stays when they get a login.
    Rule: a request that is repeated under its key opens one account. If it broke off between account and
    customer and nobody repeats it, the news of the account make the customer.
    Raises Conflict (409) email_taken, UpstreamUnavailable (503) while nobody can open an account.
    """
    account = clients.open_account(data, uuid.uuid5(actor.id, key) if key else uuid.uuid4())
    with transaction.atomic():
        customer, _ = Customer.objects.get_or_create(pk=account["id"], defaults=account)
        store_reply(customer)
    return customer


def change_own_customer(
    actor: Actor, data: dict[str, Any], *, check_precondition: Precondition = no_precondition
) -> Customer:
    """Change what the caller told of themselves.

    Raises PreconditionFailed (412), Unprocessable (422) wording_replaced.
    """
    own_customer(actor)
    return change_customer(actor, actor.id, data, check_precondition=check_precondition)


def change_customer(
    actor: Actor,
    customer_id: uuid.UUID,
    data: dict[str, Any],
    *,
    check_precondition: Precondition = no_precondition,
) -> Customer:
    """Change what is known of a customer.

    Rule: a customer changes their own row and staff any; name, mail and telephone follow the account.
    Rule: a consent is given by the customer alone; staff may only withdraw it. What a customer says in person
    or by telephone staff note with the words (note_consent).
    Rule: each consent that is given or withdrawn is kept for itself, with the words that were shown if the
    client says which.
    Raises NotFound (404), Forbidden (403), PreconditionFailed (412), Unprocessable (422) wording_replaced.
    """
    data = {**data}
    wording = data.pop("wording", None)
    with transaction.atomic():
        customer = locked(customers_visible_to(actor), customer_id)
        check_precondition(customer)
        themselves = actor.id == customer.id
        if not themselves and _gives_consent(customer, data):
            raise CONSENT_IS_THEIRS()
        changes = customer.update(data)
        if changes:
            events.customer_changed(customer, changes)
            source = Consent.Source.WEB if themselves else Consent.Source.STAFF
            record_changes(customer, changes, source=source, by=actor.id, wording=wording)
    return customer


def follow_account(account: dict[str, Any]) -> None:
    """Take over what authentication-service knows of an account.

    Rule: an account with the role customer is a customer; one that had it and lost it stays on record.
    Rule: news of what is known already change nothing, so that nobody's If-Match fails for them.
    """
    customer_id = uuid.UUID(account["account_id"])
    # Whether there is a login was not said as long as all had one.
    known = {name: account[name] for name in Customer.OF_THE_ACCOUNT if name in account}
    with transaction.atomic():
        if account["role"] == "customer":
            Customer.objects.get_or_create(pk=customer_id, defaults=known)
        customer = Customer.objects.select_for_update().filter(pk=customer_id).first()
        if customer is not None:
            customer.update(known)


def _gives_consent(customer: Customer, data: dict[str, Any]) -> bool:
    return any(data.get(consent) and not getattr(customer, consent) for consent in CONSENTS.values())
