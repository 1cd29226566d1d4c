"""A small name server that stands for a container network's: it knows what a test tells it."""

import ipaddress
import socket
import struct
import threading

ADDRESS_RECORD = 1
INTERNET = 1
ANSWER_FROM_AUTHORITY = 0x8580
NO_SUCH_NAME = 3
SECONDS_TO_LIVE = 600


class NameServer:
    def __init__(self) -> None:
        self.addresses: dict[str, list[str]] = {}
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.socket.getsockname()[1]}"

    def stop(self) -> None:
        self.socket.close()

    def _serve(self) -> None:
        while True:
            try:
                query, client = self.socket.recvfrom(512)
                self.socket.sendto(self._answer(query), client)
            except OSError:
                return

    def _answer(self, query: bytes) -> bytes:
        labels, position = [], 12
        while length := query[position]:
            labels.append(query[position + 1 : position + 1 + length].decode())
            position += 1 + length
        question = query[12 : position + 5]
        known = self.addresses.get(".".join(labels), [])
        flags = ANSWER_FROM_AUTHORITY | (0 if known else NO_SUCH_NAME)
        # 0xC00C points back at the name in the question.
        records = b"".join(
            struct.pack("!HHHIH", 0xC00C, ADDRESS_RECORD, INTERNET, SECONDS_TO_LIVE, 4)
            + ipaddress.IPv4Address(address).packed
            for address in known
        )
        return query[:2] + struct.pack("!HHHHH", flags, 1, len(known), 0, 0) + question + records
