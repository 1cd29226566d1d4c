from collections.abc import Callable, Iterator
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from rest_framework.test import APIClient

from accounts import signing
from accounts.hashers import Argon2PasswordHasher
from accounts.models import Account, in_first_group
from accounts.signing import OwnKeys
from chassis.auth import verify_with
from tests.credentials import PASSWORD


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    """Each test has its own database, so none may remember the keys of another."""
    previous = verify_with(OwnKeys())
    yield
    verify_with(previous)


@pytest.fixture(scope="session")
def keys_made() -> list[rsa.RSAPrivateKey]:
    """Keys to sign with that tests of this run have made so far."""
    return []


@pytest.fixture(autouse=True)
def keys_made_once(keys_made: list[rsa.RSAPrivateKey], monkeypatch: pytest.MonkeyPatch) -> None:
    """To make one takes longer than most tests do: each is given those of the tests before it, in turn."""
    given = count()

    def make(**figures: int) -> rsa.RSAPrivateKey:
        number = next(given)
        if number == len(keys_made):
            keys_made.append(rsa.generate_private_key(**figures))
        return keys_made[number]

    monkeypatch.setattr(signing, "rsa", SimpleNamespace(**vars(rsa) | {"generate_private_key": make}))


@pytest.fixture(autouse=True)
def hashed_quickly(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at its least. A test that is about our figures takes `our_figures`."""
    if "our_figures" not in request.fixturenames:
        monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 8)
        monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)


@pytest.fixture
def our_figures() -> None:
    """Passwords are hashed as they are in operation."""


@pytest.fixture
def visitor() -> APIClient:
    """Somebody without a token."""
    return APIClient()


@pytest.fixture
def a_person() -> Callable[..., dict[str, Any]]:
    """The body of a registration, with an address that no other has."""
    numbers = count(1)

    def body(**changes: Any) -> dict[str, Any]:
        return {
            "email": f"person{next(numbers)}@example.com",
            "password": PASSWORD,
            "first_name": "Anna",
            "last_name": "Schmidt",
            **changes,
        }

    return body


@pytest.fixture
def register(visitor: APIClient, a_person: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Register through the API and hand back what came: account, access, refresh."""

    def register(**changes: Any) -> dict[str, Any]:
        reply = visitor.post("/api/v1/auth/register/", a_person(**changes))
        assert reply.status_code == 201, reply.content
        came: dict[str, Any] = reply.json()
        return came

    return register


@pytest.fixture
def login(visitor: APIClient) -> Callable[..., Any]:
    def login(
        email: str, password: str = PASSWORD, address: str = "192.0.2.1", agent: str = "", **more: str
    ) -> Any:
        return visitor.post(
            "/api/v1/auth/login/",
            {"email": email, "password": password, **more},
            headers={"X-Forwarded-For": address, "User-Agent": agent},
        )

    return login


@pytest.fixture
def bearing() -> Callable[[str], APIClient]:
    """A client that carries a token."""

    def bearing(token: str) -> APIClient:
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        return client

    return bearing


@pytest.fixture
def as_service(
    visitor: APIClient, bearing: Callable[[str], APIClient], settings: Any
) -> Callable[[str], APIClient]:
    """A client that carries a service's own token."""

    def as_service(name: str) -> APIClient:
        body = {"client_id": name, "client_secret": settings.SERVICE_CLIENT_SECRETS[name]}
        return bearing(visitor.post("/internal/token/", body).json()["access"])

    return as_service


@pytest.fixture
def staff(
    register: Callable[..., dict[str, Any]], login: Callable[..., Any]
) -> Callable[..., dict[str, Any]]:
    """An account with a role that registering does not give, signed in."""

    def staff(role: str, *groups: str) -> dict[str, Any]:
        account_id = register()["account"]["id"]
        Account.objects.filter(pk=account_id).update(role=role, groups=list(groups) or in_first_group(role))
        came: dict[str, Any] = login(Account.objects.get(pk=account_id).email).json()
        return came

    return staff


@pytest.fixture
def admin(staff: Callable[..., dict[str, Any]], bearing: Callable[[str], APIClient]) -> APIClient:
    return bearing(staff("admin")["access"])
