"""The addresses of this service."""

from typing import Any

URL = "/api/v1/appointments/"


def url_of(appointment: dict[str, Any], action: str = "") -> str:
    """The address of an appointment, or of something to do with it."""
    return f"{URL}{appointment['id']}/{action and f'{action}/'}"


def waitlist(entry: dict[str, Any], action: str = "") -> str:
    """The address of an entry of the waiting list, or of something to do with it."""
    return f"{URL}waitlist/{entry['id']}/{action and f'{action}/'}"
