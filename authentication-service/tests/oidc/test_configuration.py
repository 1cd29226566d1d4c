"""OIDC_PROVIDERS is read strictly, so that a service with half a configuration never starts."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment
from oidc.configuration import oidc_providers

ACME = {"name": "acme", "title": "Acme", "issuer": "https://acme.example", "client_id": "workshop"}
PUBLIC_URL = "https://workshop.example"


def read(monkeypatch, text, public_url=PUBLIC_URL, debug="false"):
    monkeypatch.setenv("OIDC_PROVIDERS", text if isinstance(text, str) else json.dumps(text))
    monkeypatch.setenv("DEBUG", debug)
    return oidc_providers(Environment(), public_url)


def test_each_is_known_by_its_name(monkeypatch):
    providers = read(monkeypatch, [ACME, {**ACME, "name": "two", "client_secret": "a secret"}])
    assert [provider.issuer for provider in providers.values()] == ["https://acme.example"] * 2
    assert providers["two"].client_secret == "a secret"


def test_without_any_nobody_signs_in_by_one(monkeypatch):
    assert read(monkeypatch, "") == {}


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "{}",
        [{**ACME, "name": "With Blank"}],
        [{**ACME, "colour": "red"}],
        [{name: value for name, value in ACME.items() if name != "issuer"}],
        [ACME, ACME],
        [{**ACME, "issuer": "http://acme.example"}],
        [{**ACME, "issuer": "https://"}],
        [{**ACME, "issuer": "https://acme.example/?a=b"}],
    ],
)
def test_what_cannot_be_used_is_refused_at_the_start(monkeypatch, text):
    with pytest.raises(ImproperlyConfigured, match="OIDC_PROVIDERS"):
        read(monkeypatch, text)


def test_development_may_have_one_without_tls(monkeypatch):
    assert read(monkeypatch, [{**ACME, "issuer": "http://127.0.0.1:9000"}], debug="true")


def test_providers_need_an_address_to_send_people_back_to(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL"):
        read(monkeypatch, [ACME], public_url="")
