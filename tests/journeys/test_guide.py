"""The guide to the URLs, held to the platform that runs: each row of its tables of routes is called."""

import re
import uuid
from pathlib import Path

import examples_now
import pytest
import seed
from platform_client import Person

GUIDE = Path(__file__).parents[2] / "URL_STRUCTURE_GUIDE.md"
ROUTES = re.findall(r"^\| ([A-Z]+) \| `/api/v1/(\S+)` \| (\w+)", GUIDE.read_text(), re.MULTILINE)


@pytest.fixture(scope="module")
def links(gateway: str) -> dict[str, str]:
    """To the photo of the demo customer's car, and the workshop's logo; each is good for fifteen minutes."""
    customer = Person(gateway, "customer")
    customer.login("customer@servease.test", seed.PASSWORD)
    files = {"vehicles": ("readDocument", "file"), "appointments": ("readLocationIdentity", "logo")}
    found = {}
    for noun, (operation, member) in files.items():
        _, path, _ = examples_now.operations()[operation]
        found[noun] = customer.get(path)[member]["link"]["url"].split("/")[-2]
    return found


@pytest.mark.shows("SD18")
@pytest.mark.parametrize(("method", "path", "whom"), ROUTES, ids=[f"{row[0]} {row[1]}" for row in ROUTES])
def test_each_route_of_the_guide_is_there_and_for_whom_it_says(
    nobody: Person, links: dict[str, str], method: str, path: str, whom: str
) -> None:
    path = path.replace("{date}", "2026-12-24")
    secrets = ("readFeedCalendar", "token"), ("readEstimateAsGuest", "guest_code")
    for operation, word in (*secrets, ("unsubscribe", "unsubscribe_token")):
        path = path.replace(f"{{{word}}}", examples_now.example_of(operation, word))
    path = path.replace("{link}", links.get(path.partition("/")[0], ""))
    path = path.replace("{provider}", "acme")
    path = re.sub(r"\{\w+\}", str(uuid.uuid4()), path)

    assert method in nobody.request("OPTIONS", path).headers["Allow"].split(", ")
    status = nobody.request(method, path, json={} if method != "GET" else None).status_code
    assert (status == 401) is (whom != "Anyone")
    assert status not in {404, 405}
