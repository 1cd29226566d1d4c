import json
import sys
import uuid

import pytest

from chassis.testing.upstreams import Upstream
from tests.live.reading import Reading
from tests.live.servers import RedisServer, StreamProcess


class Servers:
    """A Redis, a vehicleandproject-service that knows no project, and what streams out of them."""

    def __init__(self, folder, authentication):
        self.folder = folder
        self.authentication = authentication
        self.redis = RedisServer(folder)
        self.redis.start()
        self.projects = Upstream("vehicleandproject-service")
        self.started = []

    def start_stream(self):
        addresses = {
            "AUTH_SERVICE_URL": self.authentication.server.address,
            "VEHICLE_SERVICE_URL": self.projects.address,
        }
        self.started.append(StreamProcess(self.redis, self.folder, addresses).start())
        return self.started[-1]

    def stop(self):
        for process in self.started:
            process.stop()
            # Shown where a test fails.
            sys.stdout.write(process.log.read_text())
        self.projects.close()
        self.redis.client.close()
        self.redis.stop()


@pytest.fixture(scope="session")
def shared_servers(tmp_path_factory, authentication):
    servers = Servers(tmp_path_factory.mktemp("live"), authentication)
    servers.start_stream()
    yield servers
    servers.stop()


@pytest.fixture
def own_servers(tmp_path, authentication):
    """For a test that stops some of it, or looks at what a process wrote."""
    servers = Servers(tmp_path, authentication)
    servers.start_stream()
    yield servers
    servers.stop()


@pytest.fixture
def servers(request):
    own = "own_servers" in request.fixturenames
    return request.getfixturevalue("own_servers" if own else "shared_servers")


@pytest.fixture
def redis_server(servers):
    return servers.redis


@pytest.fixture
def projects(servers):
    servers.projects.calls.clear()
    return servers.projects


@pytest.fixture
def start_stream(servers):
    """Start another process that streams."""
    return servers.start_stream


@pytest.fixture
def stream(servers):
    return servers.started[0]


@pytest.fixture
def token(authentication):
    """Somebody's token: `token("employee")`."""
    return lambda role="customer", account_id=None, **claims: authentication.token(
        role, account_id or uuid.uuid4(), **claims
    )


@pytest.fixture
def listen(stream, token):
    """Begin to read: `listen(topics="board", role="employee")`."""
    opened = []

    def begin(*, topics="", role="customer", account_id=None, last="", process=None, **claims):
        reading = Reading((process or stream).port, token(role, account_id, **claims), topics, last)
        assert reading.status == 200, reading.response.read()
        opened.append(reading)
        return reading if last else reading.begin()

    yield begin
    for reading in opened:
        reading.close()


@pytest.fixture
def get(stream):
    """The status and the code of a refusal: `get("board", token())`."""

    def ask(topics, bearer):
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        query = f"?topics={topics}" if topics else ""
        answer = stream.get(f"/api/v1/notifications/stream/{query}", **headers)
        problem = json.loads(answer.read())
        of_fields = [error["code"] for error in problem.get("errors", [])]
        return answer.status, *(of_fields or [problem["code"]])

    return ask
