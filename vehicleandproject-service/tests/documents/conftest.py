from typing import Any

import pytest

from tests.documents.photos import photo


@pytest.fixture
def vehicle_of(register: Any) -> Any:
    """A vehicle of this customer: the path of its documents."""
    return lambda client, **changes: f"/api/v1/vehicles/{register(client, **changes)['id']}/documents/"


@pytest.fixture
def documents(customer: Any, vehicle_of: Any) -> str:
    """Where the documents of the customer's vehicle are."""
    return vehicle_of(customer)


@pytest.fixture
def add() -> Any:
    """Add a document through the API and hand back what it shows."""

    def add(client: Any, path: str, **body: Any) -> Any:
        answer = client.post(path, {"file": photo(), "kind": "photo", **body}, format="multipart")
        assert answer.status_code == 201, answer.json()
        return answer.json()

    return add


@pytest.fixture
def give_to(employee: Any, bookings: Any, customer_list: Any) -> Any:
    """Let the staff give the vehicle of these documents to another customer."""

    def give(client: Any, documents: str) -> None:
        path = documents.removesuffix("documents/") + "transfer/"
        answer = employee.post(path, {"owner_id": str(client.account_id)})
        assert answer.status_code == 200, answer.json()

    return give
