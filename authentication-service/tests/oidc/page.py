"""The page that a browser is sent back to."""

from typing import Any

PAGE = "https://workshop.example/pages/oidc/#"


def said_to_the_page(reply: Any) -> str:
    """What stands behind the # of its address; a browser is sent nowhere else."""
    assert reply.status_code == 303, reply.content
    assert reply["Location"].startswith(PAGE)
    return str(reply["Location"].removeprefix(PAGE))
