"""A mail server that keeps what it takes, and refuses what a test says."""

import email
import socket
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Event, Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


class Sink:
    """`mails` are what it took, as bytes; `replies` what it says instead of taking: at MAIL, RCPT or DATA."""

    def __init__(self, certificate: Path | None = None, *, tls: str = "none", password: str = "") -> None:
        self.mails: list[bytes] = []
        self.recipients: list[str] = []
        self.replies: dict[str, str] = {}
        self.encrypted: list[bool] = []
        self.speaks_tls_only = tls == "tls"
        context = None
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
        options: dict[str, Any] = {"enable_SMTPUTF8": False, "hostname": "127.0.0.1", "port": _free_port()}
        if tls == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        elif tls == "tls":
            options["ssl_context"] = context
        if password:
            options |= {"authenticator": self._knows(password), "auth_required": True}
            options["auth_require_tls"] = tls == "starttls"
        self.controller = Controller(self, **options)
        self.controller.start()

    @property
    def address(self) -> dict[str, Any]:
        return {"host": "127.0.0.1", "port": self.controller.port}

    def newest(self) -> EmailMessage:
        message = email.message_from_bytes(self.mails[-1], policy=default)
        assert isinstance(message, EmailMessage)
        return message

    def close(self) -> None:
        # It says so if it was stopped already.
        with suppress(AssertionError):
            self.controller.stop()

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "MAIL" not in self.replies:
            envelope.mail_from = address
        return self.replies.get("MAIL", "250 OK")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "RCPT" not in self.replies:
            envelope.rcpt_tos.append(address)
        return self.replies.get("RCPT", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if "DATA" in self.replies:
            return self.replies["DATA"]
        self.mails.append(envelope.original_content)
        self.recipients += envelope.rcpt_tos
        self.encrypted.append(self.speaks_tls_only or session.ssl is not None)
        return "250 OK"

    @staticmethod
    def _knows(password: str) -> Any:
        def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
            known = isinstance(data, LoginPassword) and data == LoginPassword(b"workshop", password.encode())
            return AuthResult(success=known, handled=False)

        return authenticate


class Script:
    """A server of which each line is said when a line came; None: it goes; a float: it dribbles so often."""

    def __init__(self, *lines: str | float | None) -> None:
        self.lines, self.closed = lines, Event()
        self.asked: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = {"host": "127.0.0.1", "port": self.listener.getsockname()[1]}
        Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.closed.set()
        self.listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            connection, _ = self.listener.accept()
            with connection, connection.makefile("rb") as incoming:
                for number, line in enumerate(self.lines):
                    if number:
                        self._read(incoming, self.lines[number - 1])
                    if line is None:
                        return
                    if isinstance(line, float):
                        while not self.closed.wait(line):
                            connection.sendall(b"2")
                        return
                    connection.sendall(line.encode() + b"\r\n")
                self.closed.wait()

    def _read(self, incoming: Any, previous: str | float | None) -> None:
        """A line, or after 354 all up to the lone dot."""
        whole = isinstance(previous, str) and previous.startswith("354")
        for line in incoming:
            self.asked.append(line)
            if not whole or line == b".\r\n":
                return


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
