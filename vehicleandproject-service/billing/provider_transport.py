"""How the stripe package reaches its server: as every other call of ours leaves this process."""

from collections.abc import Mapping
from typing import Any

from stripe import APIConnectionError, HTTPClient

from chassis.breaker import Breaker
from chassis.outbound import Unanswered, fetch, seconds_left


class Transport(HTTPClient):
    """Keeps a call with all its tries within chassis.outbound.within, and leaves alone for a while who fails
    several times in a row."""

    name = "chassis"

    def __init__(self) -> None:
        super().__init__()
        self.breaker = Breaker()

    def request(  # type: ignore[override]
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        if not self.breaker.lets_through():
            raise APIConnectionError("it failed several times in a row")
        body = post_data.encode() if post_data else None
        try:
            answer = fetch(method.upper(), url, seconds=seconds_left(), body=body, headers=headers)
        except Unanswered as error:
            self.breaker.failed()
            raise APIConnectionError(str(error), should_retry=not error.late) from error
        if answer.status >= 500:
            self.breaker.failed()
        else:
            self.breaker.close()
        return answer.content, answer.status, answer.headers
