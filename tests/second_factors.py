"""People who show a code beside their password, at the running platform."""

import time
from typing import Any

import pyotp
from platform_client import Person


class AuthenticatorApp:
    """On a person's telephone. A code counts once, so each is that of a later half minute than the last."""

    def __init__(self, person: Person) -> None:
        self._totp = pyotp.TOTP(person.post("auth/mfa/totp/", {}, 201)["secret"])
        confirmed = person.post("auth/mfa/totp/confirm/", {"code": self._totp.now()})
        self.recovery_codes: list[str] = confirmed["recovery_codes"]

    def next_code(self) -> str:
        return self._totp.at(time.time(), counter_offset=1)


def password_alone(person: Person, password: str) -> dict[str, Any]:
    """What is answered to the password of who has a second factor."""
    body = {"email": person.email, "password": password}
    answered: dict[str, Any] = Person(person.gateway, person.name).post("auth/login/", body)
    return answered


def signed_in_with(person: Person, password: str, code: str) -> dict[str, Any]:
    """The person in a new session, by the password and a code."""
    token = password_alone(person, password)["mfa_token"]
    return person.signed_in(person.post("auth/login/mfa/", {"mfa_token": token, "code": code}))
