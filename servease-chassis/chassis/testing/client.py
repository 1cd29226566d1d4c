"""A client of the whole Django application, signed in as whoever a test needs."""

import uuid
from collections.abc import Sequence
from typing import Any

from rest_framework.test import APIClient

from chassis.auth.rights import granted_to
from chassis.models import new_id
from chassis.testing.refusals import hold_to_declarations


class Client(APIClient):
    """`account_id` is whose token it carries; None without a token.

    `groups` are what an employee is in, a technician unless they say otherwise; any claim may be given:
    `api.as_employee(groups=["foreman"])`, `api.as_customer(scope="vehicles:read")`.
    """

    def __init__(self, mint: Any, account_id: uuid.UUID | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.mint = mint
        self.account_id = account_id

    def as_customer(self, account_id: uuid.UUID | None = None, **claims: Any) -> "Client":
        return self._signed_in("customer", account_id, **claims)

    def as_employee(
        self, account_id: uuid.UUID | None = None, groups: Sequence[str] = ("technician",), **claims: Any
    ) -> "Client":
        claims.setdefault("permissions", sorted(granted_to(groups)))
        return self._signed_in("employee", account_id, **claims)

    def as_admin(self, account_id: uuid.UUID | None = None, **claims: Any) -> "Client":
        return self._signed_in("admin", account_id, **claims)

    def as_service(self, name: str) -> "Client":
        return self._signed_in("service", None, token_type="service", sub=name)

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        hold_to_declarations(answer)
        return answer

    def _signed_in(self, role: str, account_id: uuid.UUID | None, **claims: Any) -> "Client":
        identity = account_id or new_id()
        client = Client(self.mint, identity)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {self.mint.token(role, identity, **claims)}")
        return client
