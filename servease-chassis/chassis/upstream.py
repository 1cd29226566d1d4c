"""What an upstream refused, and what becomes of it when no action knows better."""

from typing import Any

import msgspec
import structlog

from chassis.errors import MISASKED, BadGateway
from chassis.outbound import Answer

# Refusals of a person's own question, which are as true here as there.
OF_THE_PERSON = {401, 403}
# Refusals that say something of the thing or of the moment, whoever asked.
OF_THE_THING = {409, 422, 429}
# What every problem has; the rest are members of its own.
COMMON = {"type", "title", "status", "detail", "code", "request_id"}

log = structlog.get_logger("http")


class UpstreamRefusal(BadGateway):
    """The upstream `service` refused the request. `status` and `body` are its problem.

    Rule: what it refuses to the person (401, 403) or because of the thing (409, 422, 429) is answered as the
    upstream said it; any other refusal means that we asked wrongly (502 `upstream_refused`), and never that
    the upstream is away.
    """

    def __init__(
        self, service: str, status: int, body: dict[str, Any], *, shown: bool = False, wait: int | None = None
    ) -> None:
        self.service = service
        self.status = status
        self.body = body
        self.shown = shown
        if shown:
            members = {name: value for name, value in body.items() if name not in COMMON}
            super().__init__(str(body["code"]), str(body.get("detail", "")), wait=wait, **members)
            self.status_code = status
        else:
            super().__init__(MISASKED.code, MISASKED.text.format(service=service), service=service)
        if self.status_code == 401:
            self.auth_header = 'Bearer realm="servease"'


class UpstreamNotFound(UpstreamRefusal):
    """The upstream `service` has no such thing, or none that this account may see (404).

    What that means only the action knows; ServiceClient.find knows it of an id that a client gave.
    """


def refusal(service: str, path: str, answer: Answer, of_account: bool) -> UpstreamRefusal:
    """The exception for an upstream's answer of 300 to 499."""
    body = _problem(answer.content)
    shown = "code" in body and (
        answer.status in OF_THE_THING or (of_account and answer.status in OF_THE_PERSON)
    )
    if not shown:
        log.warning(
            "upstream refused our question",
            upstream=service,
            path=path.partition("?")[0],
            status=answer.status,
            code=body.get("code"),
        )
    kind = UpstreamNotFound if answer.status == 404 else UpstreamRefusal
    wait = answer.headers.get("Retry-After", "") if answer.status == 429 else ""
    return kind(service, answer.status, body, shown=shown, wait=int(wait) if wait.isdecimal() else None)


def _problem(content: bytes) -> dict[str, Any]:
    try:
        body = msgspec.json.decode(content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}
