"""For which site passkeys are, by the environment: its domain, and the pages that may ask for them."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment

DEFAULT_PORTS = {"http": 80, "https": 443}


def site_of(env: Environment) -> tuple[str, list[str]]:
    """The relying party's id and its origins (Web Authentication); no id, if there is no PUBLIC_URL.

    Browsers give a passkey to pages of its domain and of names below it alone: an address of any other raises
    ImproperlyConfigured.
    """
    public_url = env.public_url()
    domain = env.text("PASSKEY_DOMAIN", default=urlsplit(public_url).hostname or "").lower()
    if not domain:
        return "", []
    named = {"PUBLIC_URL": [public_url] if public_url else []}
    named["PASSKEY_ORIGINS"] = env.words("PASSKEY_ORIGINS", default="")
    return domain, [
        _checked(name, domain, address) for name, addresses in named.items() for address in addresses
    ]


def _checked(name: str, domain: str, address: str) -> str:
    """An origin as browsers write it: no path, and no port that follows from the scheme (RFC 6454, 6.2)."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in DEFAULT_PORTS or not host:
        raise ImproperlyConfigured(f"{name} must hold http or https addresses, not {address!r}.")
    if host != domain and not host.endswith(f".{domain}"):
        raise ImproperlyConfigured(
            f"{name} holds {address!r}, which is not of the domain of passkeys, {domain}."
        )
    port = "" if parts.port in {None, DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"
