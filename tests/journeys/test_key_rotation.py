"""Keys rotate by one command, and nobody is signed out."""

from collections.abc import Callable
from subprocess import CompletedProcess

import jwt
import pytest
from callers import PASSWORD
from platform_client import Person
from platform_processes import PlatformProcesses


@pytest.mark.shows("AU10")
def test_tokens_of_before_count_beside_those_that_follow(
    platform: PlatformProcesses, customer: Person, script: Callable[..., CompletedProcess[str]]
) -> None:
    def published() -> list[str]:
        return [key["kid"] for key in customer.get("auth/.well-known/jwks.json")["keys"]]

    pair = customer.login(customer.email, PASSWORD)
    signer = jwt.get_unverified_header(pair["access"])["kid"]
    before = published()
    assert signer in before

    rotated = script("manage", "rotate-keys")
    assert rotated.returncode == 0, rotated.stderr
    [made] = set(published()) - set(before)
    assert made in rotated.stdout
    assert set(before) < set(published())

    customer.get("vehicles/")
    renewed = customer.post("auth/token/refresh/", {"refresh": pair["refresh"]})
    # Published for ten minutes before it signs: by then every service has it.
    assert jwt.get_unverified_header(renewed["access"])["kid"] == signer
    customer.act_with(renewed["access"])
    customer.get("vehicles/")
