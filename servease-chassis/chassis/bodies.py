"""A request's body is read to its end, also by whoever refuses it.

A server that answers before the body is read can keep the connection only by reading the rest, and gunicorn
closes where that is more than 64 KiB. nginx, which was promised the connection, sends somebody else's request
on it, and what is no GET is not sent again.
"""

from collections.abc import Mapping

from django.http import HttpRequest, UnreadablePostError

# More than the gateway lets through anywhere.
LARGEST_TO_THE_END = 16 * 1024 * 1024
AT_ONCE = 64 * 1024
# The gateway has the whole body before it asks; whoever else takes longer loses the connection.
SECONDS_FOR_A_PART = 5


def ends_in_time(headers: Mapping[str, str]) -> bool:
    """Whether the body says that it has an end, and one that we read to. The names are in capitals."""
    length = headers.get("CONTENT-LENGTH", "0")
    return "TRANSFER-ENCODING" not in headers and length.isdigit() and int(length) <= LARGEST_TO_THE_END


def finish(request: HttpRequest) -> None:
    """Read what nobody has read of the body; pre_request in chassis.gunicorn sees to those without an end."""
    if request.META.get("CONTENT_LENGTH") in {None, "", "0"}:
        return
    connection = request.META.get("gunicorn.socket")
    if connection:
        connection.settimeout(SECONDS_FOR_A_PART)
    left = LARGEST_TO_THE_END
    try:
        while left > 0 and (part := request.read(AT_ONCE)):
            left -= len(part)
    except UnreadablePostError:
        return  # Whoever sent it is gone or asleep, and gunicorn closes the connection.
    finally:
        if connection:
            connection.settimeout(None)
