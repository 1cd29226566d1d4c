"""The true Redis behind a server that hears what it is asked, can keep its news to itself, and go away."""

import socket
from contextlib import suppress
from threading import Thread
from urllib.parse import urlsplit


class RedisInBetween:
    def __init__(self, url: str) -> None:
        self._true = urlsplit(url)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = self._true._replace(
            netloc=f":{self._true.password}@127.0.0.1:{self._server.getsockname()[1]}"
        ).geturl()
        self.questions = 0
        self.delivers = True
        self.refused = 0
        self._silent = False
        self._away = False
        self._connections: list[socket.socket] = []
        self._listening: list[socket.socket] = []
        Thread(target=self._serve, daemon=True).start()

    @property
    def listeners(self) -> int:
        return len(self._listening)

    def fall_silent(self) -> None:
        """Whoever listens hears nothing more, and is not told so."""
        self._silent = True

    def hang_up(self) -> None:
        """End the connection of whoever listens, and take none that would."""
        self.delivers = False
        for connection in self._listening:
            connection.shutdown(socket.SHUT_RDWR)

    def go_away(self) -> None:
        """End every connection, and each that comes."""
        self._away = True
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def come_back(self) -> None:
        self._away = False

    def close(self) -> None:
        self._server.close()
        self.hang_up()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._server.accept()
                if self._away:
                    self.refused += 1
                    here.close()
                    continue
                self._connections.append(here)
                there = socket.create_connection((str(self._true.hostname), int(self._true.port or 0)))
                Thread(target=self._ask, args=[here, there], daemon=True).start()
                Thread(target=self._answer, args=[here, there], daemon=True).start()

    def _ask(self, here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while data := here.recv(4096):
                self.questions += data.count(b"MGET")
                if b"TRACKING" in data:
                    if not self.delivers:
                        break
                    self._listening.append(here)
                there.sendall(data)
        if here in self._listening:
            self._listening.remove(here)
        here.close()
        there.close()

    def _answer(self, here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while data := there.recv(4096):
                if not (self._silent and here in self._listening):
                    here.sendall(data)
