"""Who calls the running platform."""

from dataclasses import dataclass

from platform_client import Person

PASSWORD = "a long test password"


@dataclass(frozen=True)
class Callers:
    """Who calls. `employee` and `admin` are accounts of their own, so that nobody else's are changed."""

    nobody: Person
    stranger: Person
    owner: Person
    employee: Person
    admin: Person
