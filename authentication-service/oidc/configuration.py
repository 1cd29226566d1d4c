"""Which OpenID Connect providers people may sign in by, as OIDC_PROVIDERS names them."""

from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment

Name = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=30)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Word = Annotated[str, msgspec.Meta(min_length=1)]


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A provider. `name` stands in addresses, `title` on buttons, `issuer` in its tokens.

    Without a `client_secret` the client is a public one, held by PKCE alone.
    """

    name: Name
    title: Title
    issuer: Word
    client_id: Word
    client_secret: str = ""


def oidc_providers(env: Environment, public_url: str) -> dict[str, Provider]:
    """By name. OIDC_PROVIDERS is a JSON list of what Provider holds; empty: nobody signs in by a provider.

    Raises ImproperlyConfigured if one cannot be used: not as above, named twice, no https in production, or
    without PUBLIC_URL, where providers send people back to.
    """
    text = env.text("OIDC_PROVIDERS", default="")
    if not text:
        return {}
    try:
        listed = msgspec.json.decode(text, type=list[Provider])
    except msgspec.DecodeError as error:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS is no list of providers: {error}") from None
    if not public_url:
        raise ImproperlyConfigured("OIDC_PROVIDERS needs PUBLIC_URL, where providers send people back to.")
    providers = {provider.name: provider for provider in listed}
    if len(providers) < len(listed):
        raise ImproperlyConfigured("OIDC_PROVIDERS must have one provider per name.")
    for provider in listed:
        _check_issuer(provider, "http" if env.debug else "https")
    return providers


def _check_issuer(provider: Provider, least: str) -> None:
    address = urlsplit(provider.issuer)
    if address.scheme not in {"https", least} or not address.hostname or address.query or address.fragment:
        wanted = "an https address" if least == "https" else "an address"
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS: the issuer of {provider.name} must be {wanted} without query."
        )
