"""Rule: a service is who its secret says."""

import jwt
import pytest
from services import SERVICES

from chassis.auth.authentication import actor_of

pytestmark = pytest.mark.django_db
URL = "/internal/token/"


@pytest.mark.shows("GW10")
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_gets_a_short_lived_token(visitor, settings, service):
    secret = settings.SERVICE_CLIENT_SECRETS[service]
    reply = visitor.post(URL, {"client_id": service, "client_secret": secret})
    assert reply.status_code == 200
    assert reply["Cache-Control"] == "no-store"
    granted = reply.json()
    assert granted["expires_in"] == 300
    actor = actor_of(granted["access"])
    assert (actor.role, actor.name) == ("service", service)
    claims = jwt.decode(granted["access"], options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] == 300
    assert claims["token_type"] == "service"


@pytest.mark.shows("GW10")
@pytest.mark.parametrize(
    "credentials",
    [
        {"client_id": "customer-service", "client_secret": "guess"},
        {"client_id": "customer-service", "client_secret": "development-only-employee"},
        {"client_id": "parking-service", "client_secret": "development-only-customer"},
        {"client_id": "customer-service", "client_secret": "geheimnißß"},
    ],
)
def test_a_wrong_secret_is_refused(visitor, credentials):
    reply = visitor.post(URL, credentials)
    assert reply.status_code == 401
    assert reply.json()["code"] == "invalid_client"
    assert "WWW-Authenticate" in reply


@pytest.mark.parametrize(
    "body",
    [{}, {"client_id": "customer-service"}, {"client_id": "customer-service", "client_secret": ""}, []],
)
def test_what_is_not_well_formed_is_refused(visitor, body):
    assert visitor.post(URL, body).status_code == 400


def test_it_is_no_accounts_token(visitor, bearing, settings):
    body = {"client_id": "user-service", "client_secret": settings.SERVICE_CLIENT_SECRETS["user-service"]}
    token = visitor.post(URL, body).json()["access"]
    assert bearing(token).get("/api/v1/auth/me/").status_code == 403


def test_it_is_not_among_the_routes_of_the_gateway(visitor):
    assert visitor.post("/api/v1/auth/internal/token/", {}).status_code == 404
