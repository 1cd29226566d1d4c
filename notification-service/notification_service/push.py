"""How messages to browsers are signed, read from the environment."""

from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment
from devices.keys import private_key


def key(env: Environment) -> str:
    """A private key on P-256, as 32 bytes in base64url; empty: nothing is sent to devices."""
    text = env.text("VAPID_PRIVATE_KEY", default="")
    if not text:
        return ""
    try:
        private_key(text)
    except ValueError as error:
        raise ImproperlyConfigured("VAPID_PRIVATE_KEY must be 32 bytes in base64url.") from error
    return env.secret("VAPID_PRIVATE_KEY")


def subject(env: Environment, mail_from: str, public_url: str) -> str:
    """Whom browsers' services would write to: without it some take nothing (RFC 8292, section 2.1)."""
    if mail_from:
        return f"mailto:{mail_from}"
    if public_url.startswith("https://"):
        return public_url
    if env.text("VAPID_PRIVATE_KEY", default=""):
        raise ImproperlyConfigured(
            "VAPID_PRIVATE_KEY needs MAIL_FROM, or a PUBLIC_URL that begins with https."
        )
    return ""
