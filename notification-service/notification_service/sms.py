"""How text messages leave this platform, read from the environment."""

from django.core.exceptions import ImproperlyConfigured
from standardwebhooks import Webhook

from chassis.env import Environment


def address(env: Environment) -> str:
    """Who takes text messages over HTTP; mailbox: they are kept among the mails; empty: none are sent."""
    chosen = env.text("SMS_URL", default="")
    if chosen == "mailbox" and not env.debug:
        raise ImproperlyConfigured("SMS_URL=mailbox sends nothing; it is for development.")
    return chosen if chosen in {"", "mailbox"} else env.url("SMS_URL")


def token(env: Environment) -> str:
    return env.secret("SMS_TOKEN") if _leave(env) else ""


def sender(env: Environment) -> str:
    """The number or name that text messages come from."""
    return env.text("SMS_FROM") if _leave(env) else ""


def _leave(env: Environment) -> bool:
    return address(env) not in {"", "mailbox"}


def webhook_secret(env: Environment) -> str:
    """What answers are signed with, a key of Standard Webhooks. Without one nobody is believed."""
    if not env.text("SMS_WEBHOOK_SECRET", default=""):
        return ""
    secret = env.secret("SMS_WEBHOOK_SECRET")
    try:
        Webhook(secret)
    except (ValueError, RuntimeError) as error:
        raise ImproperlyConfigured("SMS_WEBHOOK_SECRET must be whsec_ and a key in Base64.") from error
    return secret
