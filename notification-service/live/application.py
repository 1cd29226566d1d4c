"""The ASGI application: Django answers as everywhere, in threads; where that is a stream, it goes on here.

Runs on gunicorn's asgi worker (chassis.stream_worker), which cancels the task of whoever hangs up.
"""

import asyncio
import os
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from time import monotonic, time
from typing import Any

import structlog
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse

from chassis.auth.sessions import Verdict, verdict_on
from live.listeners import Listener, Listeners, Reason
from live.news import frame
from live.positions import positions_in, text_of
from live.reader import Reader
from live.subscriptions import EventStream, Subscription

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]

# What a session's end may take to end its streams, beside the few milliseconds until it is known.
SECONDS_BETWEEN_VERDICTS = 0.3
SECONDS_TO_CATCH_UP = 2.0
# In milliseconds, and spread, or all come back in one moment to a process that has just started.
SHORTEST_RETRY, SPREAD_OF_RETRIES = 500, 2000
# A key that was withdrawn is replaced as a token is that is over.
REASONS: dict[Verdict, Reason] = {
    "session_ended": "session_revoked",
    "rights_changed": "rights_changed",
    "key_withdrawn": "token_expired",
}

log = structlog.get_logger("live")


class Application:
    def __init__(self, urls: str) -> None:
        self._urls = urls
        self._django = BaseHandler()
        self._django.load_middleware()
        self.listeners = Listeners()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, send)

    def end(self) -> None:
        """Say to all that they come back, for this process ends. For the worker's handler of signals."""
        self.listeners.end("shutdown")

    async def _live(self, receive: Receive, send: Send) -> None:
        self._threads = ThreadPoolExecutor(int(os.environ.get("WEB_THREADS", "6")), "answers")
        self._verdicts = ThreadPoolExecutor(1, "verdicts")
        self.reader = Reader(settings.REDIS_URL, self.listeners.publish, self.listeners.reset)
        await receive()
        works = (self.reader.run(), self._look_after(), self._heed_revocations())
        tasks = [asyncio.create_task(work) for work in works]
        for task in tasks:
            task.add_done_callback(_go_on_or_end)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Message, send: Send) -> None:
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(self._threads, self._django_answers, scope)
        streams = isinstance(response, EventStream) and scope["method"] == "GET"
        if streams:
            del response["Content-Length"]
        headers = [(name.encode(), value.encode("latin-1")) for name, value in response.items()]
        await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
        if streams:
            await self._stream(response.subscription, send)
        else:
            await send({"type": "http.response.body", "body": response.content})

    def _django_answers(self, scope: Message) -> HttpResponse:
        # No operation of this process reads a body.
        request = ASGIRequest(scope, BytesIO())
        request.urlconf = self._urls
        response = self._django.get_response(request)
        response.close()
        return response

    async def _stream(self, subscription: Subscription, send: Send) -> None:
        listener = Listener(subscription, asyncio.current_task())
        began = monotonic()
        first = await self._first(listener)
        try:
            await send({"type": "http.response.body", "body": first, "more_body": True})
            while True:
                part = await listener.wait()
                is_last = listener.ended is not None and listener.is_empty
                await send({"type": "http.response.body", "body": part, "more_body": not is_last})
                if is_last:
                    break
        finally:
            self.listeners.leave(listener)
            log.info(
                "stream ended",
                account_id=str(subscription.actor.id),
                reason=listener.ended or "left",
                seconds=round(monotonic() - began, 1),
                events=listener.sent,
            )

    async def _first(self, listener: Listener) -> bytes:
        """Let them join, with what they have missed, in one step of the loop: nothing comes between."""
        last = listener.subscription.last
        positions = positions_in(last)
        if positions and self.reader.history:
            await self.reader.reached(positions, SECONDS_TO_CATCH_UP)
        first = f"retry: {SHORTEST_RETRY + secrets.randbelow(SPREAD_OF_RETRIES)}\n".encode()
        history = self.reader.history
        self.listeners.join(listener)
        if history is None:
            return first + b"\n"
        here = history.positions
        if not last:
            return first + f"id: {text_of(here)}\n\n".encode()
        missed = positions and history.since(positions, listener.subscription.topics)
        if missed is None or any(number > here[stream] for stream, number in (positions or {}).items()):
            return first + b"\n" + frame("reset", {}, here)
        audience = listener.subscription.audience
        listener.begin(entry.frames[audience] for entry in missed if audience in entry.frames)
        return first + b"\n"

    async def _look_after(self) -> None:
        while True:
            await asyncio.sleep(1)
            history = self.reader.history
            self.listeners.look_after(time(), history.positions if history else None)

    async def _heed_revocations(self) -> None:
        """Rule: a session that is ended, and rights that change, end a stream within a second."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_VERDICTS)
            listening = [listener for listener in self.listeners.all if not listener.ended]
            # In a thread: while Redis does not say by itself what is revoked, it is asked.
            for listener, verdict in await loop.run_in_executor(self._verdicts, _verdicts_on, listening):
                listener.end(REASONS[verdict])


def _go_on_or_end(task: "asyncio.Task[None]") -> None:
    """A process that does only half of its work looks well and is not; gunicorn starts another."""
    if not task.cancelled():
        log.critical("stream failed", exc_info=task.exception())
        os._exit(1)


def _verdicts_on(listening: list[Listener]) -> list[tuple[Listener, Verdict]]:
    """Those that do not count any more."""
    verdicts = (
        (listener, verdict_on(listener.subscription.actor, listener.subscription.key_id))
        for listener in listening
    )
    return [(listener, verdict) for listener, verdict in verdicts if verdict != "counts"]
