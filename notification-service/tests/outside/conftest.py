import socket
from collections.abc import Iterator

import pytest

from tests.receiver import Receiver


@pytest.fixture
def names(monkeypatch):
    """What this machine's look-up finds for names: `names["shop.example"] = [first, later, …]`, each a list
    of addresses; the last goes on. Numbers are looked up as always, in every spelling the machine reads."""
    known: dict[str, list[list[str]]] = {}
    looked_up = socket.getaddrinfo

    def find(host, port, *arguments, **options):
        if host not in known:
            return looked_up(host, port, *arguments, **options)
        answers = known[host]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [found for one in addresses for found in looked_up(one, port, *arguments, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", find)
    return known


@pytest.fixture
def connected(monkeypatch):
    """The addresses that sockets were connected to."""
    to: list[str] = []
    connect = socket.socket.connect

    def note(self, address):
        to.append(address[0])
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", note)
    return to


@pytest.fixture
def inside() -> Iterator[Receiver]:
    """A program of our own, which nobody from outside may reach."""
    inside = Receiver()
    yield inside
    inside.close()
