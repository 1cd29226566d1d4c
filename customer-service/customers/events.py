"""The news of customers. Payloads: contracts/events/."""

from chassis.events import emit
from chassis.events.event import Changes
from customers.models import CONSENTS, Customer


def customer_changed(customer: Customer, changes: Changes) -> None:
    emit(
        "customer.changed.v1",
        subject=customer.id,
        data={
            "customer_id": str(customer.id),
            "contact_preference": customer.contact_preference,
            "city": customer.city,
            "consents": {
                "marketing": customer.consents_to_marketing,
                "reminders": customer.consents_to_reminders,
            },
        },
        changes=changes,
    )


def consent_changed(customer: Customer, purpose: str) -> None:
    consents = {name: getattr(customer, column) for name, column in CONSENTS.items()}
    emit(
        "customer.consent_changed.v1",
        subject=customer.id,
        data={
            "customer_id": str(customer.id),
            "purpose": purpose,
            "granted": consents[purpose],
            "consents": consents,
        },
    )
