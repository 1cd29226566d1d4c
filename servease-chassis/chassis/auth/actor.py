"""Whoever acts: a person by an account's token, a service by its own, or the platform itself."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.auth.rights import Permission

Role = Literal["customer", "employee", "admin", "service", "system"]
# What an API key begins with; no token does.
API_KEY_PREFIX = "sea_"
ACCOUNT_ROLES = frozenset({"customer", "employee", "admin"})


@dataclass(frozen=True, slots=True)
class Actor:
    """`token` is what was presented, to be passed on in calls made for this person; `name` is a service's.

    `rights` counts the changes of what this account may do: a token of an earlier count is no longer taken.
    `scopes` is None for somebody in person; a key or an agent may only use routes whose scope is among them.
    Of an API key `session_id` is the key's own id.
    """

    id: UUID
    role: Role
    session_id: UUID | None = None
    email_verified: bool = False
    token: str | None = field(default=None, repr=False)
    name: str = ""
    permissions: frozenset[Permission] = frozenset()
    rights: int = 0
    scopes: frozenset[str] | None = None

    def may(self, permission: Permission) -> bool:
        """Rule: an admin may everything, as does the platform itself; others what a group grants them."""
        return self.role in {"admin", "system"} or permission in self.permissions

    @property
    def is_api_key(self) -> bool:
        return self.token is not None and self.token.startswith(API_KEY_PREFIX)

    @property
    def is_authenticated(self) -> bool:
        return True

    @property
    def is_customer(self) -> bool:
        return self.role == "customer"

    @property
    def is_staff(self) -> bool:
        return self.role in {"employee", "admin"}

    @property
    def is_admin(self) -> bool:
        return self.role == "admin"

    @property
    def is_service(self) -> bool:
        return self.role == "service"


def service_id(name: str) -> UUID:
    """A service has no account; its id follows from its name."""
    return uuid5(NAMESPACE_URL, f"service:{name}")


SYSTEM = Actor(id=UUID(int=0), role="system", name="system")
