"""Which addresses on the web are outside, and so may be asked. One that leads inside is Inside.

The form of an address is narrower than RFC 3986's: what two programs could read differently is refused. A
name is judged by each address that it has now, and whoever connects does so to what was judged.
"""

import re
import socket
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

from django.conf import settings

from chassis.outbound import seconds_left

LONGEST = 2000
SECONDS_TO_LOOK_UP = 3.0
MOST_ADDRESSES = 4
PORTS = {"https": 443, "http": 80}
FIRST_FREE_PORT = 1024

FORM = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:(?P<port>[0-9]{1,5}))?"
    r"([/?][!$&'()*+,;=:@/?%A-Za-z0-9._~-]*)?",
    re.ASCII | re.IGNORECASE,
)
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII | re.IGNORECASE)

# IANA's special-purpose registry of IPv4 (RFC 6890), and all that is no unicast.
INSIDE = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        # Azure's virtual machines are given their settings and secrets here.
        "168.63.129.16/32",
    )
]  # fmt: skip
# All global unicast of IPv6 there is, so that what IANA adds elsewhere is inside until somebody looks at it.
OUTSIDE_6 = IPv6Network("2000::/3")
# Of that Teredo and its registry's neighbours, documentation, and 6to4, which carries an address of IPv4.
INSIDE_6 = [IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]


class Inside(Exception):
    """This address is not asked. The reason is for whoever gave it, and names no address of ours."""


def check(url: str) -> None:
    """Refuse what is not outside already now; a name without an address is looked at when it is asked.

    Raises Inside.
    """
    host, port = _checked_form(url)
    try:
        public_addresses_of(host, port)
    except OSError:
        return


def check_form(url: str) -> None:
    """Raises Inside."""
    _checked_form(url)


def public_addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a host: a look-up of chassis.outbound.

    Rule: all of them are outside, or none is asked.
    Raises Inside; OSError where there is none.
    """
    found = _looked_up(host, port)
    if not _is_allowed(host, port):
        for address in found:
            if not is_outside(address):
                raise Inside(f"{host} is not on the public internet.")
    return found[:MOST_ADDRESSES]


def is_outside(address: str) -> bool:
    """Whether an address of IPv4 or IPv6 belongs to somebody on the public internet, and to one machine."""
    try:
        read = ip_address(address)
    except ValueError:
        return False
    if isinstance(read, IPv4Address):
        return not any(read in network for network in INSIDE)
    return read.scope_id is None and read in OUTSIDE_6 and not any(read in network for network in INSIDE_6)


def _checked_form(url: str) -> tuple[str, int]:
    """Its host and port, as the one who connects will read them."""
    form = FORM.fullmatch(url) if len(url) <= LONGEST else None
    if form is None:
        raise Inside(
            "Give an address as https://shop.example/news, with no user, fragment or letters beyond ASCII."
        )
    scheme, host = form["scheme"].lower(), form["host"].lower()
    port = int(form["port"]) if form["port"] else PORTS[scheme]
    if _is_allowed(host.strip("[]"), port):
        return host.strip("[]"), port
    if scheme == "http" and not settings.DEBUG:
        raise Inside("Give an address that begins with https.")
    if port != PORTS[scheme] and not FIRST_FREE_PORT <= port < 2**16:
        raise Inside(f"The port must be {PORTS[scheme]}, or between {FIRST_FREE_PORT} and {2**16 - 1}.")
    _check_number(host)
    return host.strip("[]"), port


def _check_number(host: str) -> None:
    """Numbers have one spelling: others, as 0x7f.1, are read differently by different programs."""
    last = host.rstrip(".").rpartition(".")[2]
    try:
        if host.startswith("["):
            IPv6Address(host.strip("[]"))
        elif NUMBER.fullmatch(last):
            IPv4Address(host)
    except AddressValueError as error:
        raise Inside("Give a name, or a number such as 192.0.2.1 or [2001:db8::1].") from error


def _is_allowed(host: str, port: int) -> bool:
    """Whoever operates the platform vouches for it."""
    shown = f"[{host}]" if ":" in host else host
    return f"{shown.lower()}:{port}" in settings.OUTBOUND_ALLOWED


def _looked_up(host: str, port: int) -> list[str]:
    """In a thread of its own: the machine's look-up knows no end, and somebody else's server may be slow."""
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()
    Thread(target=_look_up, args=(host, port, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.0, min(SECONDS_TO_LOOK_UP, seconds_left())))
    except Empty:
        raise TimeoutError(f"{host} could not be looked up in time.") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _look_up(host: str, port: int, answers: "SimpleQueue[list[str] | OSError]") -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        # What can be no name of the DNS, such as one with a label of more than 63 letters.
        answers.put(OSError(f"{host} is no name."))
    except OSError as error:
        answers.put(error)
    else:
        answers.put(list(dict.fromkeys(str(address[0]) for *_, address in found)))
