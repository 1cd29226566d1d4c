from typing import Any


def answered(reply: Any) -> dict[str, Any]:
    """The body of an answer that went well."""
    assert reply.status_code in {200, 201}, reply.json()
    body: dict[str, Any] = reply.json()
    return body
