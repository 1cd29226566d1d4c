"""What the tests of a running platform share. scripts/test.sh starts one and says where it is."""

import json
import os
import re
import subprocess
import uuid
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import seed
from callers import PASSWORD, Callers
from mailed_codes import MailedCodes
from platform_client import Person
from platform_processes import PlatformProcesses
from services import ROOT, SERVICES

from chassis.testing.identity_provider import IdentityProvider, Key

Finished = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def gateway() -> str:
    """The address of the platform's gateway."""
    if "GATEWAY_URL" not in os.environ:
        pytest.fail("These tests need a running platform: scripts/test.sh starts one and sets GATEWAY_URL.")
    return os.environ["GATEWAY_URL"]


@pytest.fixture(scope="session")
def newcomer(gateway: str) -> Callable[[str], Person]:
    """Registers a customer whom nobody knows yet."""

    def register(name: str) -> Person:
        person = Person(gateway, name)
        person.register(f"{name}.{uuid.uuid4().hex[:12]}@example.org", PASSWORD, name, "Tester")
        return person

    return register


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One for all who need it; most tests do not, and do not load it."""
    from docs_browser import a_browser

    with a_browser() as browser:
        yield browser


@pytest.fixture
def docs_page(browser: Any) -> Iterator[Any]:
    """A DocsPage, not opened yet."""
    from docs_browser import docs_page_in

    with docs_page_in(browser) as docs_page:
        yield docs_page


@pytest.fixture
def customer(newcomer: Callable[[str], Person]) -> Person:
    return newcomer("customer")


@pytest.fixture(scope="session")
def platform(gateway: str) -> PlatformProcesses:
    return PlatformProcesses.behind(gateway)


@pytest.fixture(scope="module")
def acme(platform: PlatformProcesses) -> Iterator[IdentityProvider]:
    """The provider of the platform. Its key stays, for authentication-service seldom looks for another."""
    (configured,) = json.loads(os.environ["OIDC_PROVIDERS"])
    key = Key.kept_in(platform.folder / "identity-provider.pem")
    provider = IdentityProvider(urlsplit(configured["issuer"]).port or 0, key)
    yield provider
    provider.close()


@pytest.fixture
def script() -> Callable[..., Finished]:
    """Looks after the platform that test.sh has started; SERVEASE_RUN_DIR names it."""

    def run(name: str, *arguments: str, given: str = "", **environment: str) -> Finished:
        return subprocess.run(
            [ROOT / "scripts" / f"{name}.sh", *arguments],
            cwd="/",
            env=os.environ | environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=600,
        )

    return run


@pytest.fixture
def mailed_code(platform: PlatformProcesses) -> Callable[[str, str], str]:
    """`mailed_code("anna@example.org", "reset_password")`: waits for the mail, each code is given once."""
    return MailedCodes(platform.folder).code


@pytest.fixture
def processes(platform: PlatformProcesses) -> Callable[[], dict[str, int]]:
    """Who answers and who keeps the data."""

    def listed() -> dict[str, int]:
        found = re.findall(r"^(\S+) +RUNNING +pid (\d+)", platform._supervisor("status"), re.MULTILINE)
        running = {program: int(process) for program, process in found}
        web = [f"{service}-web-1" for service in SERVICES]
        return {program: running.get(program, 0) for program in [*web, "gateway", "postgres", "redis"]}

    return listed


@pytest.fixture
def put_back(script: Callable[..., Finished]) -> Iterator[None]:
    """The platform as it was, by the same verb."""
    yield
    finished = script("start")
    assert finished.returncode == 0, finished.stderr


@pytest.fixture(scope="module")
def racing(
    gateway: str, platform: PlatformProcesses, chief: Person, newcomer: Callable[[str], Person]
) -> Iterator[Any]:
    """A service that people race for, with bays of its own: a Racing."""
    from booking_checker import Database
    from racing import Racing

    racing = Racing.prepared(gateway, chief, newcomer, Database(platform.folder, "appointment-service"))
    yield racing
    racing.end()


@pytest.fixture(scope="session")
def chief(gateway: str) -> Person:
    """The admin of the demonstration data."""
    chief = Person(gateway, "chief")
    chief.login("admin@servease.test", seed.PASSWORD)
    return chief


@pytest.fixture(scope="session")
def callers(gateway: str, newcomer: Callable[[str], Person], chief: Person) -> Iterator[Callers]:
    limit = chief.get("appointments/policies/")["max_open_per_customer"]
    # The owner has more appointments at once than the workshop usually allows.
    chief.patch("appointments/policies/", {"max_open_per_customer": 1000})
    yield Callers(
        nobody=Person(gateway, "nobody"),
        stranger=newcomer("stranger"),
        owner=newcomer("owner"),
        employee=promoted(newcomer("employee"), "employee", chief),
        admin=promoted(newcomer("admin"), "admin", chief),
    )
    chief.patch("appointments/policies/", {"max_open_per_customer": limit})


def promoted(person: Person, role: str, chief: Person) -> Person:
    """The person in another role, with a token that says so, known to employee-service too."""
    chief.patch(f"auth/accounts/{person.id}/", {"role": role})
    person.login(person.email, PASSWORD)
    person.get("employees/me/")
    return person
