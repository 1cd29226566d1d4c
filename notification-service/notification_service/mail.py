"""How mails leave this platform, read from the environment."""

import pkgutil
import re
from typing import Any

import anymail.backends
from django.core.exceptions import ImproperlyConfigured
from standardwebhooks import Webhook

from chassis.env import Environment

DOMAIN = re.compile(r"(?=.{1,180}\Z)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
# To be connected, and at most for each thing said; all together have less, as deliveries.channels.mail says.
SECONDS = 10
# What of anymail's backends is no provider, or is asked by other means than HTTP over requests.
NO_PROVIDERS = {"amazon_ses", "base", "base_requests", "console", "sendinblue", "test"}
PROVIDERS = {module.name for module in pkgutil.iter_modules(anymail.backends.__path__)} - NO_PROVIDERS


def transport(env: Environment) -> str:
    """mailbox, smtp, a provider that anymail knows; empty: no mail is sent."""
    chosen = env.text("MAIL_TRANSPORT", default="")
    if chosen == "mailbox" and not env.debug:
        raise ImproperlyConfigured("MAIL_TRANSPORT=mailbox sends nothing; it is for development.")
    known = {"", "mailbox", "smtp", *PROVIDERS}
    if chosen not in known:
        raise ImproperlyConfigured(f"MAIL_TRANSPORT must be one of {', '.join(sorted(known)[1:])}, or empty.")
    return chosen


def sender(env: Environment) -> str:
    """The address that mails come from; whose name stands before it, their letterhead says."""
    address = env.text("MAIL_FROM", default=None if env.text("MAIL_TRANSPORT", default="") else "")
    if address and not (
        address.isascii() and address.isprintable() and 0 < address.find("@") < len(address) - 1
    ):
        raise ImproperlyConfigured(f"MAIL_FROM must be a mail address, not {address!r}.")
    return address


def smtp(env: Environment) -> dict[str, Any]:
    """Options of Django's SMTP backend."""
    if env.text("MAIL_TRANSPORT", default="") != "smtp":
        return {}
    security = env.text("SMTP_SECURITY", default="starttls")
    if security not in PORTS:
        raise ImproperlyConfigured(f"SMTP_SECURITY must be one of {', '.join(PORTS)}, not {security!r}.")
    return {
        "host": env.text("SMTP_HOST"),
        "port": env.number("SMTP_PORT", default=PORTS[security]),
        "username": env.text("SMTP_USER", default=""),
        "password": env.text("SMTP_PASSWORD", default=""),
        "use_tls": security == "starttls",
        "use_ssl": security == "tls",
        "timeout": SECONDS,
    }


def provider(env: Environment) -> dict[str, Any]:
    """Anymail's settings: what MAIL_PROVIDER_SETTINGS says, as NAME=value with commas between."""
    said = [word.partition("=") for word in env.words("MAIL_PROVIDER_SETTINGS", default="")]
    if malformed := [name for name, sign, value in said if not (sign and value)]:
        raise ImproperlyConfigured(f"MAIL_PROVIDER_SETTINGS must be NAME=value, not {malformed[0]!r}.")
    return {
        "REQUESTS_TIMEOUT": SECONDS,
        **{name: value for name, _, value in said},
        "WEBHOOK_SECRET": webhook_secret(env),
    }


def webhook_secret(env: Environment) -> str:
    """What proves who says that mails came back: a provider's name:password, else a key of Standard Webhooks.

    Without one nobody is believed.
    """
    if not env.text("MAIL_WEBHOOK_SECRET", default=""):
        return ""
    secret = env.secret("MAIL_WEBHOOK_SECRET")
    if env.text("MAIL_TRANSPORT", default="") in PROVIDERS:
        if ":" not in secret:
            raise ImproperlyConfigured(
                "MAIL_WEBHOOK_SECRET must be name:password, as in the webhook's address."
            )
        return secret
    try:
        Webhook(secret)
    except (ValueError, RuntimeError) as error:
        raise ImproperlyConfigured("MAIL_WEBHOOK_SECRET must be whsec_ and a key in Base64.") from error
    return secret


def reply_domain(env: Environment) -> str:
    """The domain of the addresses at which answers land on what they answer; empty: there are none.

    A provider's webhooks are not signed as those of replies are, so who has one has no such addresses.
    """
    domain = env.text("MAIL_REPLY_DOMAIN", default="").lower()
    if not domain:
        return ""
    if not DOMAIN.fullmatch(domain):
        raise ImproperlyConfigured(
            f"MAIL_REPLY_DOMAIN must be a domain, as mail.example.org, not {domain!r}."
        )
    if not webhook_secret(env) or env.text("MAIL_TRANSPORT", default="") in PROVIDERS:
        raise ImproperlyConfigured(
            "MAIL_REPLY_DOMAIN needs MAIL_WEBHOOK_SECRET, and mails that leave by SMTP."
        )
    return domain
