"""The pytest plugin of the services: who calls, `emitted`, `deliver` and `upstream`, with nothing mocked.

Requests go through the whole Django application; tokens are real RS256 tokens, verified by the key set that a
real HTTP server publishes; upstreams are real HTTP servers whose answers are held to their contracts.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

SERVICE_FOLDER = Path.cwd()

if (SERVICE_FOLDER / "manage.py").exists():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{SERVICE_FOLDER.name.replace('-', '_')}.settings")
    sys.path.insert(0, str(SERVICE_FOLDER))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "drill: has a long form, which `scripts/test.sh drills` runs")
    config.addinivalue_line("markers", "shows(*rows): the test shows these features of docs/features.md")
    _draw_alike()


def _draw_alike() -> None:
    """Nothing fails by chance: hypothesis draws the same each time, unless there is a SEED, as in drills.

    Nor does it count the milliseconds of an example, or of drawing one.
    """
    from hypothesis import settings

    settings.register_profile("drawn anew", settings.get_profile("ci"), derandomize=False)
    settings.load_profile("drawn anew" if "SEED" in os.environ else "ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The report of a run says of each test which features it showed."""
    for item in items:
        rows = {row for mark in item.iter_markers("shows") for row in mark.args}
        item.user_properties.extend(("shows", row) for row in sorted(rows))


def pytest_sessionstart() -> None:
    """Say it once and first: without its migration every test that stores something would fail."""
    if not (SERVICE_FOLDER / "manage.py").exists():
        return
    from chassis.testing.migrations import apps_without_a_migration

    if missing := apps_without_a_migration():
        command = f"scripts/migrations.sh {SERVICE_FOLDER.name} NAME"
        pytest.exit(f"No migration describes the models of {', '.join(missing)}: {command}", 1)


@pytest.fixture
def rounds() -> Callable[[int, int], int]:
    """How far a drill goes: `rounds(2, 10)` is 2 among the other tests and 10 in `scripts/test.sh drills`."""
    return lambda short, long: long if os.environ.get("DRILLS") else short


@pytest.fixture
def taking_less_than(rounds: Callable[[int, int], int]) -> Callable[[float], AbstractContextManager[None]]:
    """`with taking_less_than(0.5):` holds a drill to it.

    Among the other tests, on a machine that others use too, it may be ten seconds more: what would wait for
    ever is still found, and nothing fails because a processor was busy.
    """

    @contextmanager
    def limited(seconds: float) -> Iterator[None]:
        began = time.monotonic()
        yield
        assert time.monotonic() - began < seconds + rounds(10, 0)

    return limited


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> Random:
    """What a test draws with: by SEED, which is another in each run of drills, and else always the same."""
    return Random(os.environ.get("SEED") or request.node.name)


@pytest.fixture(scope="session")
def authentication() -> Iterator[Any]:
    """What authentication-service publishes and mints, over HTTP, for a key pair of this test run."""
    from chassis.testing.tokens import Mint

    mint = Mint()
    yield mint
    mint.server.close()


@pytest.fixture(autouse=True)
def locks_by_key() -> Iterator[None]:
    """No test of a service passes that locks a row by way of a join."""
    from django.conf import settings

    if not settings.configured:
        yield
        return
    from chassis.testing.locks import no_join_under_a_lock

    with no_join_under_a_lock():
        yield


@pytest.fixture(autouse=True)
def storage_of_its_own(request: pytest.FixtureRequest) -> None:
    """Of a service that keeps files, each test in a folder of its own, which `storage_folder` names."""
    from django.conf import settings

    if settings.configured and "chassis.files" in settings.INSTALLED_APPS:
        request.getfixturevalue("storage_folder")


@pytest.fixture
def storage_folder(tmp_path: Path, settings: Any) -> Path:
    """Where this test's files are stored."""
    options = settings.STORAGES["default"]["OPTIONS"]
    folder = tmp_path / "stored"
    settings.STORAGES = {
        "default": {**settings.STORAGES["default"], "OPTIONS": {**options, "location": folder}}
    }
    return folder


@pytest.fixture
def api(authentication: Any, settings: Any) -> Any:
    """A client of the whole application: `api.as_customer().get("/api/v1/…")`."""
    from chassis.testing.client import Client

    settings.AUTH_SERVICE_URL = authentication.server.address
    return Client(authentication)


# Who calls, under the same names in every service. Another customer, an office clerk or a key with a scope is
# made of `api`, where a test needs one.


@pytest.fixture
def customer(api: Any) -> Any:
    """A customer; in most tests what there is belongs to them."""
    return api.as_customer()


@pytest.fixture
def stranger(api: Any) -> Any:
    """Another customer, to whom nothing belongs."""
    return api.as_customer()


@pytest.fixture
def employee(api: Any) -> Any:
    """A technician."""
    return api.as_employee()


@pytest.fixture
def colleague(api: Any) -> Any:
    """Another technician."""
    return api.as_employee()


@pytest.fixture
def foreman(api: Any) -> Any:
    """Who plans and assigns the technicians' work."""
    return api.as_employee(groups=["foreman"])


@pytest.fixture
def admin(api: Any) -> Any:
    """Who may see most."""
    return api.as_admin()


@pytest.fixture
def emitted() -> Callable[..., list[Any]]:
    """The events that this test's actions wrote: `emitted("appointment.booked.v1")`."""
    from chassis.testing.events import emitted as read

    return read


@pytest.fixture
def deliver() -> Callable[..., str]:
    """Hand an event to this service's handler as the consumer does."""
    from chassis.testing.events import deliver as hand_over

    return hand_over


@pytest.fixture
def example() -> Callable[..., dict[str, Any]]:
    """The payload that a service promises for an event: `example("account.changed.v1")`.

    A second argument names another service; without it, it is this one's.
    """

    def read(name: str, service: str = SERVICE_FOLDER.name) -> dict[str, Any]:
        path = SERVICE_FOLDER.parent / service / "contracts" / "events" / f"{name}.json"
        promised: dict[str, Any] = json.loads(path.read_text())["examples"][0]
        return promised

    return read


@pytest.fixture
def logged() -> Iterator[list[dict[str, Any]]]:
    """The log lines of this test, as they would be written."""
    import structlog

    lines: list[dict[str, Any]] = []

    def keep(logger: Any, method: str, line: Any) -> Any:
        lines.append(dict(line))
        raise structlog.DropEvent

    processors = structlog.get_config()["processors"]
    render = processors[-1]
    processors[-1] = keep
    yield lines
    processors[-1] = render


@pytest.fixture
def upstream(
    settings: Any, authentication: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Any]]:
    """A stand-in for another service: `upstream("customer-service").replies("GET", "/…/{id}/", {…})`.

    That for authentication-service gives the key set and this service's token too. It shares its processor
    with all who ask it at once, so they wait for a place as long as for an answer.
    """
    from chassis import http
    from chassis.testing.upstreams import Upstream, address_setting

    monkeypatch.setattr(http, "PATIENCE_SECONDS", http.SECONDS)
    settings.AUTH_SERVICE_URL = authentication.server.address
    started: dict[str, Upstream] = {}

    def start(service: str) -> Upstream:
        if service not in started:
            started[service] = Upstream(service)
            setattr(settings, address_setting(service), started[service].address)
            if service == "authentication-service":
                authentication.publish_at(started[service])
        return started[service]

    yield start
    for one in started.values():
        one.close()
