"""Where attackers come from, what they sign tokens with, and what they try on every service."""

import subprocess
import time
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import jwt
import requests
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT, Person
from requests.adapters import HTTPAdapter
from services import ROOT

# One of each service, open to every customer.
OF_EACH_SERVICE = {
    "authentication-service": "auth/me/",
    "customer-service": "customers/me/",
    "employee-service": "employees/me/",
    "vehicleandproject-service": "vehicles/",
    "appointment-service": "appointments/",
    "notification-service": "notifications/",
    "user-service": "users/me/",
    "chatbot-service": "chatbot/conversations/",
}
AT_ONCE = 8
ABSENT = "01900000-0000-7000-8000-0000000000ff"


class AbsentThings(dict[str, str]):
    """What is in braces in a path, where there is no such thing."""

    def __missing__(self, name: str) -> str:
        return {"date": "2090-12-24", "kind": "booked", "language": "de", "code": "de"}.get(name, ABSENT)


class ComesFrom(HTTPAdapter):
    """Each address of 127.0.0.0/8 is this machine, and another client to the gateway."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options, source_address=(self.address, 0))


def somebody_at_another_address(gateway: str) -> Person:
    """Without a token, and of an address that nobody came from before."""
    person = Person(gateway, "elsewhere")
    first, second, third = (2 + byte % 253 for byte in uuid.uuid4().bytes[:3])
    person._session.mount("http://", ComesFrom(f"127.{first}.{second}.{third}"))
    return person


def all_at_once(work: Iterable[Callable[[], Any]]) -> list[Any]:
    """What each came to; all begin at one moment."""
    work = list(work)
    ready = Barrier(len(work), timeout=20)

    def run(one: Callable[[], Any]) -> Any:
        ready.wait()
        return one()

    with ThreadPoolExecutor(len(work)) as crowd:
        return list(crowd.map(run, work))


def each_of(work: Iterable[Callable[[], Any]]) -> list[Any]:
    """What each came to, a few at a time."""
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(lambda one: one(), work))


def bearing(gateway: str, token: str) -> Person:
    person = Person(gateway, "bearer")
    person.act_with(token)
    return person


def answers_of_each_service(gateway: str, token: str) -> dict[str, tuple[int, str]]:
    """Status and code, by service. A forged token may hold what a header's text cannot: it goes as bytes.

    Who cannot ask just now whether there is a key of this name says so (503), and is asked again.
    """
    headers = {"Authorization": f"Bearer {token}".encode()}

    def ask(path: str) -> tuple[int, str]:
        ends = time.monotonic() + SECONDS_TO_WAIT
        while True:
            answer = status_and_code(Person(gateway, "bearer").request("GET", path, headers=headers))
            if answer[0] != 503 or time.monotonic() > ends:
                return answer
            time.sleep(SECONDS_BETWEEN_LOOKS)

    answers = each_of([lambda path=path: ask(path) for path in OF_EACH_SERVICE.values()])
    return dict(zip(OF_EACH_SERVICE, answers, strict=True))


def status_and_code(answer: requests.Response) -> tuple[int, str]:
    problem = answer.headers.get("Content-Type", "").startswith("application/problem+json")
    return answer.status_code, answer.json()["code"] if problem else ""


@dataclass(frozen=True)
class StolenKey:
    """The key that the platform signs with: only with it can a test ask what else is looked at."""

    key_id: str
    pem: bytes

    def token(self, claims: dict[str, Any], **header: Any) -> str:
        key = load_pem_private_key(self.pem, None)
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": self.key_id, **header})


STEAL = """
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from accounts.signing import current_signer
signer = current_signer()
print(signer.key_id)
print(signer.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
"""


def steal_the_signing_key() -> StolenKey:
    """As whoever has the machine may."""
    shell = ("authentication-service", "python", "manage.py", "shell", "--no-imports", "-c", STEAL)
    manage = ROOT / "scripts/manage.sh"
    finished = subprocess.run([manage, "exec", *shell], capture_output=True, text=True, timeout=60)
    assert finished.returncode == 0, finished.stderr
    key_id, _, pem = finished.stdout.strip().partition("\n")
    return StolenKey(key_id, pem.encode())


def claims_of(token: str) -> dict[str, Any]:
    """Unverified."""
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


def now() -> int:
    return int(time.time())
