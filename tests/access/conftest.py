"""The five who call, each with an account of their own."""

from collections.abc import Callable, Iterator

import pytest
import seed
from platform_client import Person
from things import PASSWORD, People


@pytest.fixture(scope="session")
def people(gateway: str, newcomer: Callable[[str], Person]) -> Iterator[People]:
    chief = Person(gateway, "chief")
    chief.login("admin@servease.test", seed.PASSWORD)
    limit = chief.get("appointments/policies/")["max_open_per_customer"]
    # The owner has more appointments at once than the workshop usually allows.
    chief.patch("appointments/policies/", {"max_open_per_customer": 1000})
    yield People(
        nobody=Person(gateway, "nobody"),
        stranger=newcomer("stranger"),
        owner=newcomer("owner"),
        employee=promoted(newcomer("employee"), "employee", chief),
        admin=promoted(newcomer("admin"), "admin", chief),
    )
    chief.patch("appointments/policies/", {"max_open_per_customer": limit})


def promoted(person: Person, role: str, chief: Person) -> Person:
    """The person in another role, with a token that says so, known to employee-service too."""
    chief.patch(f"auth/accounts/{person.id}/", {"role": role})
    person.login(person.email, PASSWORD)
    person.get("employees/me/")
    return person
