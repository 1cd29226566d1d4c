"""An hour without authentication-service signs nobody out, also by a service that starts meanwhile.

Its clock is moved on by libfaketime, for this process alone.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from platform_client import SECONDS_BETWEEN_LOOKS, SECONDS_TO_WAIT, Person
from platform_processes import PlatformProcesses, state_at

SERVICE = "user-service"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def a_service_in(platform: PlatformProcesses, minutes: int) -> Iterator[str]:
    """Another replica, started now, in which it is so many minutes later. Where it answers."""
    [library] = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    port = free_port()
    # Files keep their times: gunicorn sees by one whether a worker hangs.
    moved = [f"LD_PRELOAD={library}", f"FAKETIME=+{minutes}m", "NO_FAKE_STAT=1"]
    with platform.begun(
        SERVICE, "env", *moved, f"PORT={port}", "BIND=127.0.0.1", "servease", "web"
    ) as process:
        try:
            deadline = time.monotonic() + SECONDS_TO_WAIT
            while state_at(str(port)) != "ready":
                assert process.poll() is None, process.stdout and process.stdout.read()
                assert time.monotonic() < deadline, "It does not answer."
                time.sleep(SECONDS_BETWEEN_LOOKS)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def own_profile(address: str, token: str) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {token}"}
    answer = requests.get(f"{address}/api/v1/users/me/", headers=headers, timeout=60)
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.shows("AU09", "AU10")
def test_nobody_is_signed_out_for_an_hour_and_then_everybody(
    platform: PlatformProcesses, customer: Person
) -> None:
    made = customer.post("auth/api-keys/", {"name": "A script", "scopes": ["users:read"]}, 201)
    customer.wait_for("users/me/", lambda profile: True, "The profile")
    token, key = customer.token, made["key"]
    script = Person(customer.gateway, "script")
    script.act_with(key)
    script.get("users/me/")

    with platform.without("authentication-service"):
        # Over for 40 minutes, and seen 55 minutes ago. The keys that verify are in a file.
        with a_service_in(platform, 55) as address:
            assert own_profile(address, token) == (200, "")
            assert own_profile(address, key) == (200, "")
        with a_service_in(platform, 80) as address:
            assert own_profile(address, token) == (401, "token_expired")
            assert own_profile(address, key) == (503, "upstream_unavailable")

    with a_service_in(platform, 55) as address:
        assert own_profile(address, token) == (401, "token_expired")
        assert own_profile(address, key) == (200, "")
