import time
from collections.abc import Iterator, Sequence

import requests

from servease.operations import Operations
from servease.refusal import Refusal, Unreachable
from servease.stream import LONGEST_PAUSE, LONGEST_SILENCE, RENEWING, News, blocks


class Client(Operations):
    """A person or program at the API: signs in, and stays signed in."""

    def sign_out(self) -> None:
        """End the session, here and there."""
        tokens, self.tokens = self.tokens, None
        if tokens:
            self._ask("POST", "/api/v1/auth/logout/", body={"refresh": tokens.refresh}, open=True)

    def stream(self, topics: Sequence[str] = (), *, last_event_id: str = "") -> Iterator[News]:
        """What happens, as it happens, without an end.

        It comes back behind what was had last, whatever befalls the connection. `topics` are `board`, for the
        staff, and `project:` with an id; the news of one's own inbox come without.
        """
        last, renewing, retry, pause = last_event_id, False, 1.0, 1.0
        while True:
            try:
                if renewing and self.tokens:
                    self._renewed(self.tokens)
                renewing = False
                with self._open_stream(topics, last) as answer:
                    for block in blocks(answer.iter_content(chunk_size=None)):
                        last = block.id or last
                        pause = retry = block.retry or retry
                        if block.event == "end":
                            renewing = block.data["reason"] in RENEWING
                        elif block.event:
                            yield News(block.event, block.data, last)
            except Refusal as refused:
                if refused.status != 429 and refused.status < 500:
                    raise
                pause = min(2 * pause, LONGEST_PAUSE)
            except (Unreachable, requests.RequestException):
                pause = min(2 * pause, LONGEST_PAUSE)
            if not renewing:
                time.sleep(pause)

    def _open_stream(self, topics: Sequence[str], last: str) -> requests.Response:
        headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": last} if last else {})
        request = {
            "method": "GET",
            "url": f"{self._gateway}/api/v1/notifications/stream/",
            "headers": headers,
            "params": {"topics": ",".join(topics)} if topics else {},
            "stream": True,
            "timeout": (self._timeout, LONGEST_SILENCE),
        }
        return self._answered(request, retries=0)
