import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from authentication_stand_in import AuthenticationService, SigningKey
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from chassis.api.permissions import IsService, IsSignedIn
from chassis.api.views import View
from chassis.auth import keys, sessions, verify_with


class AccountView(View):
    access = {"GET": IsSignedIn}

    def get(self, request: Any) -> Response:
        return Response({"id": request.user.id, "role": request.user.role})


class ServiceView(View):
    access = {"GET": IsService("employee-service")}

    def get(self, request: Any) -> Response:
        return Response({"name": request.user.name})


@pytest.fixture(scope="session")
def signing_key() -> SigningKey:
    return SigningKey(f"first-{uuid.uuid4()}")


@pytest.fixture(scope="session")
def next_key() -> SigningKey:
    return SigningKey(f"second-{uuid.uuid4()}")


@pytest.fixture
def authentication_service(
    signing_key: SigningKey, settings: Any, tmp_path: Any
) -> Iterator[AuthenticationService]:
    """A fresh service, and a process that has not asked it for anything yet."""
    service = AuthenticationService(signing_key)
    settings.AUTH_SERVICE_URL = service.address
    settings.STATE_DIR = tmp_path
    previous = verify_with(keys.PublishedKeys())
    sessions._denylist.cache_clear()
    yield service
    verify_with(previous)
    service.close()


@pytest.fixture
def restart(authentication_service: AuthenticationService) -> Callable[[], None]:
    """What a restart of this service forgets."""
    return lambda: verify_with(keys.PublishedKeys()) and None


@pytest.fixture
def call(authentication_service: AuthenticationService) -> Callable[..., Response]:
    """Call a route for accounts (or another) with a token."""

    def call(token: str | None, view: type[View] = AccountView, scheme: str = "Bearer") -> Response:
        headers = {} if token is None else {"HTTP_AUTHORIZATION": f"{scheme} {token}"}
        response = view.as_view()(APIRequestFactory().get("/", **headers))
        response.render()
        return response

    return call


@pytest.fixture
def call_as_service(call: Callable[..., Response]) -> Callable[[str], Response]:
    return lambda token: call(token, ServiceView)
