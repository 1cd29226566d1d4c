"""Configuration is read here, once and strictly, from the environment."""

import os
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from chassis.standards import time_zones

DEVELOPMENT_SECRET = "development-only"
SHORTEST_PRODUCTION_SECRET = 16


def release() -> dict[str, str]:
    """What this process runs, as it was told at its start: the folder may have moved on since."""
    return {name: os.environ.get(f"SERVEASE_{name.upper()}", "unknown") for name in ("version", "commit")}


# podman-compose 1.0 knows no empty default.
NOTHING = ","


class Environment:
    """The process environment, in which a secret may also come from the file that NAME_FILE names.

    Every method raises ImproperlyConfigured with the variable's name when it is missing or malformed, so
    that a service with half a configuration never starts.
    """

    def __init__(self) -> None:
        self._read = environ.FileAwareEnv()
        self.debug = self.flag("DEBUG", default=False)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; one that is set but empty counts as missing, as does compose's lone comma."""
        value: str | None = self._read.str(name, default="")
        if value and f"{name}_FILE" in os.environ:
            # Editors and tools end a file with a newline, which is no part of a secret.
            value = value.removesuffix("\n").removesuffix("\r")
        value = default if value in {"", NOTHING} else value
        if value is None:
            raise ImproperlyConfigured(f"{name} is not set.")
        return value

    def secret(self, name: str) -> str:
        """A secret. Production refuses one that is short or that .env.development ships."""
        value = self.text(name)
        if self.debug:
            return value
        if value.startswith(DEVELOPMENT_SECRET):
            raise ImproperlyConfigured(f"{name} still has its development value; set one of your own.")
        if len(value) < SHORTEST_PRODUCTION_SECRET:
            raise ImproperlyConfigured(f"{name} is shorter than {SHORTEST_PRODUCTION_SECRET} characters.")
        return value

    def names_before(self, suffix: str) -> list[str]:
        """What stands before `suffix` in names of variables: USER of USER_SECRET and of USER_SECRET_FILE."""
        names = {variable.removesuffix("_FILE") for variable in os.environ}
        return sorted(name.removesuffix(suffix) for name in names if name.endswith(suffix))

    def flag(self, name: str, default: bool | None = None) -> bool:
        value = self.text(name, default=None if default is None else str(default)).lower()
        if value not in {"true", "false"}:
            raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
        return value == "true"

    def number(self, name: str, default: int | None = None) -> int:
        value = self.text(name, default=None if default is None else str(default))
        if not value.isdigit():
            raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
        return int(value)

    def words(self, name: str, default: str | None = None) -> list[str]:
        """A comma-separated list; empty items are dropped."""
        return [word.strip() for word in self.text(name, default=default).split(",") if word.strip()]

    def url(self, name: str) -> str:
        value = self.text(name)
        if not value.startswith(("http://", "https://")):
            raise ImproperlyConfigured(f"{name} must be an http or https address, not {value!r}.")
        return value.rstrip("/")

    def file(self, name: str) -> str:
        """The path of a file that can be read; empty if it is not set."""
        path = self.text(name, default="")
        if path and not os.access(path, os.R_OK):
            raise ImproperlyConfigured(f"{name} must be a file that can be read, not {path!r}.")
        return path

    def public_url(self) -> str:
        """PUBLIC_URL, at which people reach the gateway; empty if it is not set, so that nobody is led to it.

        In production it has to be https, for links carry what lets their reader in.
        """
        return self._for_people("PUBLIC_URL").rstrip("/")

    def link(self, name: str) -> str:
        """The address of a frontend's page, with {id} where a thing's id goes; empty if it is not set."""
        value = self._for_people(name)
        if value and "{id}" not in value:
            raise ImproperlyConfigured(f"{name} must have {{id}} where a thing's id goes, not {value!r}.")
        return value

    def _for_people(self, name: str) -> str:
        value = self.text(name, default="")
        schemes = ("http://", "https://") if self.debug else ("https://",)
        if value and not (value.startswith(schemes) and urlsplit(value).hostname):
            wanted = " or ".join(scheme.removesuffix("://") for scheme in schemes)
            raise ImproperlyConfigured(f"{name} must be an absolute {wanted} address, not {value!r}.")
        return value

    def time_zone(self, name: str) -> str:
        """A zone by its IANA name, such as Europe/Berlin."""
        value = self.text(name)
        if value not in time_zones():
            raise ImproperlyConfigured(f"{name} must be an IANA time zone, not {value!r}.")
        return value
