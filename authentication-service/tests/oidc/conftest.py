from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from chassis.testing.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider
from oidc.configuration import Provider
from oidc.examples import CHALLENGE, VERIFIER
from tests.oidc.page import PAGE, said_to_the_page

PUBLIC_URL = "https://workshop.example"


@pytest.fixture
def acme(settings: Any) -> Iterator[IdentityProvider]:
    """A provider by whom people may sign in."""
    provider = IdentityProvider()
    settings.PUBLIC_URL = PUBLIC_URL
    settings.LINKS = {"oidc": f"{PAGE}{{id}}"}
    settings.OIDC_PROVIDERS = {"acme": Provider("acme", "Acme", provider.issuer, CLIENT_ID, CLIENT_SECRET)}
    yield provider
    provider.close()


@pytest.fixture
def begin(visitor: APIClient) -> Any:
    """Begin to sign in; the reply, which sends the browser to the provider."""

    def begin(provider: str = "acme", challenge: str = CHALLENGE) -> Any:
        return visitor.get(f"/api/v1/auth/oidc/{provider}/start/", {"code_challenge": challenge})

    return begin


@pytest.fixture
def come_back(visitor: APIClient) -> Any:
    def come_back(answer: dict[str, str], provider: str = "acme") -> Any:
        return visitor.get(f"/api/v1/auth/oidc/{provider}/callback/", answer)

    return come_back


@pytest.fixture
def confirmed(acme: IdentityProvider, begin: Any, come_back: Any) -> Any:
    """Sign in at the provider and come back; the code that the page is given."""

    def confirmed(**answer: str) -> str:
        return said_to_the_page(come_back(acme.sign_in(begin()["Location"], **answer)))

    return confirmed


@pytest.fixture
def sign_in(visitor: APIClient) -> Any:
    def sign_in(code: str, verifier: str = VERIFIER, **more: str) -> Any:
        return visitor.post("/api/v1/auth/login/oidc/", {"code": code, "code_verifier": verifier, **more})

    return sign_in
