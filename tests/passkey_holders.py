"""People with a passkey, at the running platform."""

from typing import Any

from platform_client import Person

from chassis.testing.authenticator import Authenticator

REGISTRATION = "auth/passkeys/registration/"
SIGN_IN = "auth/login/passkey/"


def public_address(gateway: str) -> str:
    """As PUBLIC_URL calls the gateway: passkeys are for names, and not for numbers."""
    return gateway.replace("127.0.0.1", "localhost")


def add_passkey(person: Person, name: str = "") -> Authenticator:
    authenticator = Authenticator(origin=public_address(person.gateway))
    begun = person.post(f"{REGISTRATION}begin/")
    answer = {
        "ceremony_id": begun["ceremony_id"],
        "credential": authenticator.create(begun["options"]),
        "name": name,
    }
    person.post(f"{REGISTRATION}complete/", answer, 201)
    return authenticator


def answer_to_sign_in(nobody: Person, authenticator: Authenticator) -> dict[str, Any]:
    """What a browser sends of whoever shows a passkey to sign in."""
    begun = nobody.post(f"{SIGN_IN}begin/")
    return {"ceremony_id": begun["ceremony_id"], "credential": authenticator.get(begun["options"])}
