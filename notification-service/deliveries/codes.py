"""What is sent for a code: the code and its address are asked for when it is sent, and kept nowhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from chassis.errors import UpstreamUnavailable
from chassis.http import ServiceClient, UpstreamNotFound, UpstreamRefusal
from contacts.actions import is_stopped
from deliveries.channels import Undeliverable, Unreachable
from deliveries.models import Delivery
from deliveries.statuses import NotSent, Status

accounts = ServiceClient("AUTH_SERVICE_URL")

# What a server answers first: its code (RFC 5321, 4.2; RFC 9110, 15) and maybe an enhanced one (RFC 3463).
STATUS = re.compile(r"\b[2-5]\d\d\b(?: [245]\.\d{1,3}\.\d{1,3}\b)?")


class Code(msgspec.Struct):
    """What is read of a code: it, and where it goes, a mail address or a number."""

    code: str
    address: str


def code_of(delivery: Delivery) -> Code:
    """The code that a delivery is sent for. It is derived, so that whenever it is asked for it is the same.

    Rule: a code that was used, replaced or expired meanwhile is not sent.
    Rule: nothing goes to an address that is stopped, not even what somebody asked for just now.
    Raises NotSent; Unreachable while authentication-service does not say it.
    """
    try:
        code: Code = accounts.get(f"/internal/codes/{delivery.about_id}/", None, reads=Code)
    except UpstreamNotFound as gone:
        raise NotSent(Status.CANCELLED, "The code does not count any more.") from gone
    except (UpstreamUnavailable, UpstreamRefusal) as problem:
        raise Unreachable("authentication-service does not say the code.") from problem
    if is_stopped(delivery.channel, code.address):
        raise NotSent(Status.SUPPRESSED, "The address is stopped.")
    return code


@contextmanager
def in_confidence() -> Iterator[None]:
    """Leave of whatever keeps a code from being sent no words but our own.

    Rule: what a server says of a message may repeat it, its link and so the code, and an address that nobody
    has confirmed; so only its status is kept.
    Raises Undeliverable, Unreachable.
    """
    try:
        yield
    except Undeliverable as problem:
        raise Undeliverable(_status_in(problem.reason), stops=problem.stops) from None
    except Unreachable as problem:
        raise Unreachable(_status_in(problem.reason)) from None
    except Exception as problem:
        raise Unreachable(type(problem).__name__) from None


def _status_in(reason: str) -> str:
    found = STATUS.search(reason)
    return f"It was answered {found[0]}." if found else "It could not be sent."
