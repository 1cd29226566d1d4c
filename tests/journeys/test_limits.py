"""What an account may still ask is one number in all services."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from platform_client import Person

ORIGIN = "http://localhost:3000"


def asked(customer: Person, path: str, **headers: str):
    answer = customer.request("GET", path, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer


def left(customer: Person, path: str) -> int:
    limit = asked(customer, path).headers["RateLimit"]
    found = re.fullmatch(r'"account";r=(\d+);t=([1-9]|[1-5]\d|60)', limit)
    assert found, limit
    return int(found[1])


@pytest.mark.shows("GW04")
def test_what_was_asked_of_one_service_is_known_to_another(customer: Person) -> None:
    most = int(re.search(r"q=(\d+)", asked(customer, "users/me/").headers["RateLimit-Policy"])[1])
    asked_before = 60

    def is_known() -> bool:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(lambda _: asked(customer, "users/me/"), range(asked_before)))
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if most - left(customer, "customers/me/") > asked_before:
                return True
        return False

    # In the next minute, where this one turned meanwhile.
    assert is_known() or is_known()


def test_a_page_may_read_it(customer: Person) -> None:
    answer = asked(customer, "users/me/", Origin=ORIGIN)
    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"RateLimit", "RateLimit-Policy", "Retry-After"} <= set(exposed)
