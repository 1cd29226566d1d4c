"""For which site passkeys are follows from the environment, and a mistake in it is one of the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment
from passkeys.site import site_of

NAMES = ("PUBLIC_URL", "PASSKEY_DOMAIN", "PASSKEY_ORIGINS")


@pytest.fixture
def site(monkeypatch):
    def site(*values, debug="false"):
        monkeypatch.setenv("DEBUG", debug)
        for name, value in zip(NAMES, (*values, "", "", "")[:3], strict=True):
            monkeypatch.setenv(name, value)
        return site_of(Environment())

    return site


def test_without_an_address_there_is_none(site):
    assert site("") == ("", [])
    assert site("", "", "https://app.workshop.example") == ("", [])


def test_it_is_the_gateways_own(site):
    assert site("https://Workshop.example:443/app/") == ("workshop.example", ["https://workshop.example"])
    assert site("http://localhost:8080", debug="true") == ("localhost", ["http://localhost:8080"])


def test_a_domain_above_it_has_further_pages(site):
    assert site("https://api.workshop.example", "workshop.example", "https://app.workshop.example:8443") == (
        "workshop.example",
        ["https://api.workshop.example", "https://app.workshop.example:8443"],
    )


@pytest.mark.parametrize(
    "values",
    [
        ("https://workshop.example", "other.example"),
        ("https://workshop.example", "", "https://evil-workshop.example"),
        ("https://workshop.example", "", "https://app.other.example"),
        ("https://workshop.example", "", "app.workshop.example"),
        ("https://workshop.example", "", "https://"),
    ],
)
def test_pages_of_another_domain_stop_the_start(site, values):
    with pytest.raises(ImproperlyConfigured, match=r"PUBLIC_URL|PASSKEY_ORIGINS"):
        site(*values)
