from collections.abc import Mapping

from chassis.outbound import Answer, fetch
from outside.addresses import check_form, public_addresses_of

SECONDS = 10.0
SECONDS_TO_CONNECT = 3.0
LARGEST_ANSWER = 64 * 1024


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send something to an address that somebody gave us: once, within ten seconds, with no credentials of
    ours, and wherever it redirects to is not followed.

    Raises Inside; chassis.outbound.Unanswered, also of an answer larger than 64 KiB.
    """
    check_form(url)
    return fetch(
        "POST",
        url,
        seconds=SECONDS,
        body=body,
        headers=headers,
        largest=LARGEST_ANSWER,
        connect_seconds=SECONDS_TO_CONNECT,
        look_up=public_addresses_of,
    )
