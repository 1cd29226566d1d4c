from collections.abc import Callable
from typing import Any

import pytest

from chassis.testing.client import Client
from chassis.testing.upstreams import Upstream
from tests.answers import answered
from tests.urls import PROJECTS as URL


@pytest.fixture
def add_task(foreman: Client, staff_list: Upstream) -> Callable[..., dict[str, Any]]:
    def add(project: dict[str, Any], **changes: Any) -> dict[str, Any]:
        body = {"title": "Change the pads", "estimated_minutes": 30, **changes}
        return answered(foreman.post(f"{URL}{project['id']}/tasks/", body))

    return add
