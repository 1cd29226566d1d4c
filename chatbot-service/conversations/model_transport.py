"""How the openai package reaches its server: as every other call of ours leaves this process."""

import httpx2

from chassis.outbound import Unanswered, fetch, seconds_left

NOT_PASSED_ON = {"connection", "content-encoding", "content-length", "host", "transfer-encoding"}


class Transport(httpx2.BaseTransport):
    """Keeps the whole call within chassis.outbound.within; a time-out of httpx2 is one of each read."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        try:
            answer = fetch(
                request.method,
                str(request.url),
                seconds=seconds_left(),
                body=request.read(),
                # The answer is read as it comes, so it should not come compressed.
                headers=_passed_on(request.headers) | {"Accept-Encoding": "identity"},
            )
        except Unanswered as error:
            raise httpx2.ReadTimeout(str(error), request=request) from error
        return httpx2.Response(answer.status, headers=_passed_on(answer.headers), content=answer.content)


def _passed_on(headers: object) -> dict[str, str]:
    return {
        name: value
        for name, value in dict(headers).items()  # type: ignore[call-overload]
        if name.lower() not in NOT_PASSED_ON | {"accept-encoding"}
    }
