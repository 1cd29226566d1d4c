"""In which language the platform writes, read from the environment."""

from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment
from texts.languages import LANGUAGES


def default(env: Environment) -> str:
    """Of those who read none of the languages that there are, or never chose one."""
    code = env.text("DEFAULT_LANGUAGE", default="en")
    if code not in LANGUAGES:
        raise ImproperlyConfigured(f"DEFAULT_LANGUAGE must be one of {', '.join(LANGUAGES)}, not {code!r}.")
    return code
