"""One JSON object a line, with the request id and the account that every line of a request shares."""

import logging
import re
import sys
from contextlib import suppress
from typing import Any

import msgspec
import psycopg2
import structlog
from django.db.utils import Error as DatabaseError

from chassis.context import acting, request_id

# Of one part of a path. The ids of all services have 36 characters.
LONGEST_SHOWN = 40
SECRET = re.compile(rf"(?<=/)[^/\s?]{{{LONGEST_SHOWN + 1},}}")

_encoder = msgspec.json.Encoder(enc_hook=repr, decimal_format="string")


def _line(event: Any, **options: Any) -> str:
    return _encoder.encode(event).decode()


class Lines(structlog.WriteLogger):
    """Lines on standard output. That nobody reads them any more fails no request: it is done by then."""

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    log = debug = info = warning = error = critical = exception = msg


class AddContext:
    """A structlog processor that names the service, the replica, the request and the account."""

    def __init__(self, service: str, instance: str) -> None:
        self.fixed = {"service": service, "instance": instance}

    def __call__(
        self, logger: Any, method: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        event.update(self.fixed)
        for name, value in (("request_id", request_id.get()), ("account_id", acting().id)):
            if value:
                event.setdefault(name, value)
        return event


def without_rows(logger: Any, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A structlog processor that leaves of a database's complaint its first line.

    The others quote the row or the statement, and so what people entered: `DETAIL:  Key (email)=(…) exists.`
    """
    info = event.get("exc_info")
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    while isinstance(error, BaseException):
        if isinstance(error, DatabaseError | psycopg2.Error):
            error.args = (str(error).partition("\n")[0],)
        error = error.__cause__ or error.__context__
    return event


def without_secrets(
    logger: Any, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """A structlog processor that leaves out of a path what is longer than any id: a secret address is one.

    The gateway's log does the same (nginx/maps/log.conf). Also in what libraries say of a request as text.
    """
    for name in ("path", "event"):
        if isinstance(text := event.get(name), str) and len(text) > LONGEST_SHOWN:
            event[name] = SECRET.sub("…", text)
    return event


def configuration(service: str, instance: str, level: str) -> dict[str, Any]:
    """Django's LOGGING: every record, ours or a library's, leaves as the same JSON on standard error."""
    shared: list[Any] = [
        AddContext(service, instance),
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_rows,
        without_secrets,
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(_line)],
        logger_factory=lambda *names: Lines(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(_line),
                ],
                "foreign_pre_chain": [structlog.stdlib.add_logger_name, *shared],
            }
        },
        "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["standard_error"], "level": level},
        "loggers": {
            # In DEBUG Django would write its own once more, as plain text.
            "django": {"handlers": []},
            # Our middleware's line per request says what these two would repeat; the trace of a
            # defect is an ERROR of the first.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "propagate": False},
            # Each failed call and each opened breaker has its own line in chassis.http.
            "urllib3": {"level": "ERROR"},
        },
    }
