"""What billing asks of its upstreams."""

from uuid import UUID

import msgspec

from billing.errors import NO_SUCH_BUYER
from vehicles.clients import customers


class Customer(msgspec.Struct):
    """What is read of a customer."""

    email: str
    first_name: str
    last_name: str
    company: str
    street: str
    postal_code: str
    city: str
    country: str


def buyer_on_record(customer_id: UUID) -> dict[str, str]:
    """To whom an invoice is written, as customer-service knows them.

    Raises InvalidField (400) where it does not, UpstreamUnavailable (503).
    """
    known: Customer = customers.find(
        f"/internal/customers/{customer_id}/",
        actor=None,
        field="buyer",
        unknown=NO_SUCH_BUYER,
        reads=Customer,
    )
    return {
        "name": f"{known.first_name} {known.last_name}".strip(),
        "company": known.company,
        "street": known.street,
        "postal_code": known.postal_code,
        "city": known.city,
        "country": known.country,
        "email": known.email,
        "vat_id": "",
    }
