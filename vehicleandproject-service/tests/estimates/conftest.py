from collections.abc import Callable
from typing import Any

import pytest

from chassis.testing.client import Client
from estimates.models import Job
from tests.answers import answered
from tests.estimates.lines import labour, part
from tests.urls import PROJECTS


@pytest.fixture
def decide(customer: Client) -> Callable[..., None]:
    """Let the customer decide about lines of a revision: `decide("defer", line)`."""

    def decide(verb: str, *lines: dict[str, Any], revision: int = 1) -> None:
        for line in lines:
            answered(customer.post(f"{line['url']}{verb}/", {"revision": revision}))

    return decide


@pytest.fixture
def give_up(employee: Client) -> Callable[[dict[str, Any]], Any]:
    return lambda project: answered(employee.post(f"{PROJECTS}{project['id']}/cancel/"))


@pytest.fixture
def discs(
    estimated: dict[str, Any],
    sent: Callable[..., list[dict[str, Any]]],
    decide: Callable[..., None],
    give_up: Callable[..., Any],
) -> list[dict[str, Any]]:
    """What was deferred on work that was given up: labour and a part."""
    lines = sent(labour(description="Change the discs", discount_percent="10"), part("120.00"))
    Job.objects.update(concern="It squeals, says Anna", cause="They are worn.")
    decide("defer", *lines)
    give_up(estimated)
    return lines


@pytest.fixture
def visit(
    estimated: dict[str, Any], create: Callable[..., dict[str, Any]], employee: Client
) -> Callable[[], dict[str, Any]]:
    """A later visit of the vehicle, on which an estimate is being made."""

    def visit() -> dict[str, Any]:
        project = create(employee, estimated["vehicle_id"])
        answered(employee.post(f"{PROJECTS}{project['id']}/estimate/"))
        return project

    return visit


@pytest.fixture
def take_up(employee: Client) -> Callable[..., Any]:
    def take_up(project: dict[str, Any], *lines: dict[str, Any]) -> Any:
        body = {"line_ids": [line["id"] for line in lines]}
        return employee.post(f"{PROJECTS}{project['id']}/deferred-work/", body)

    return take_up
