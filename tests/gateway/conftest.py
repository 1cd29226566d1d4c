"""A real nginx with the real configuration, in front of a stub of each service."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docs_browser import DocsPage, docs_page_in
from gateway_process import Gateway
from services import SERVICES
from stub_service import StubService

# A process of its own, which has its own address.
STREAM = "notification-service-stream"


@pytest.fixture(scope="session")
def gateway_folder() -> Iterator[Callable[[], Path]]:
    """Makes folders that nginx's workers can reach even when root runs the tests, unlike pytest's own."""
    made = []

    def make() -> Path:
        folder = Path(tempfile.mkdtemp(prefix="gateway-"))
        folder.chmod(0o755)
        (folder / "docs").mkdir()
        made.append(folder)
        return folder

    yield make
    for folder in made:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def running_services() -> Iterator[dict[str, StubService]]:
    running = {service: StubService(service) for service in [*SERVICES, STREAM]}
    yield running
    for stub in running.values():
        stub.stop()


@pytest.fixture
def services(running_services: dict[str, StubService]) -> Iterator[dict[str, StubService]]:
    """The stubs by service name, each as if just started."""
    for stub in running_services.values():
        stub.reset()
    yield running_services
    for stub in running_services.values():
        stub.released.set()


@pytest.fixture(scope="session")
def upstreams(running_services: dict[str, StubService]) -> Callable[[Path], str]:
    def write(folder: Path) -> str:
        file = folder / "upstreams.conf"
        file.write_text(
            "".join(
                f"upstream {service} {{ server 127.0.0.1:{stub.port}; keepalive 16; }}\n"
                for service, stub in running_services.items()
            )
        )
        return str(file)

    return write


@pytest.fixture(scope="session")
def running_gateway(gateway_folder: Any, upstreams: Any) -> Iterator[Gateway]:
    folder = gateway_folder()
    gateway = Gateway(folder, UPSTREAMS_FILE=upstreams(folder))
    gateway.collect_docs()
    gateway.render()
    gateway.forget_probes_at_once()
    gateway.run()
    yield gateway
    gateway.stop()


@pytest.fixture
def gateway(running_gateway: Gateway, services: dict[str, StubService]) -> Gateway:
    return running_gateway


@pytest.fixture
def another_gateway(
    gateway_folder: Any, upstreams: Any, services: dict[str, StubService]
) -> Iterator[Callable[..., Gateway]]:
    """Starts a gateway with an environment of its own; UPSTREAMS_FILE="" stands for the container runtime."""
    started = []

    def start(**environment: str) -> Gateway:
        folder = gateway_folder()
        gateway = Gateway(folder, **{"UPSTREAMS_FILE": upstreams(folder), **environment})
        gateway.start()
        started.append(gateway)
        return gateway

    yield start
    for gateway in started:
        gateway.stop()


# The pages of whoever follows a link.


@pytest.fixture
def pages(another_gateway: Callable[..., Gateway]) -> Gateway:
    gateway = another_gateway()
    gateway.collect_docs()
    return gateway


@pytest.fixture(params=["en-GB", "de-AT", "fr-FR"])
def reader(request: Any, browser: Any) -> Iterator[DocsPage]:
    """Of French there is none, so English is shown."""
    with docs_page_in(browser, locale=request.param) as page:
        page.is_german = request.param.startswith("de")
        yield page


@pytest.fixture
def guest(browser: Any) -> Iterator[DocsPage]:
    with docs_page_in(browser) as page:
        yield page
