"""The news of customers. Payload: contracts/events/customer.changed.v1.json."""

from chassis.events import emit
from chassis.events.event import Changes
from customers.models import Customer


def customer_changed(customer: Customer, changes: Changes) -> None:
    emit(
        "customer.changed.v1",
        subject=customer.id,
        data={
            "customer_id": str(customer.id),
            "contact_preference": customer.contact_preference,
            "consents": {
                "marketing": customer.consents_to_marketing,
                "reminders": customer.consents_to_reminders,
            },
        },
        changes=changes,
    )
