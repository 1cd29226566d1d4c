"""SMTP as Django speaks it, over sockets that keep to the time of the whole conversation."""

import smtplib
import socket
import ssl
from contextlib import suppress

from django.core.mail.backends.smtp import EmailBackend
from django.utils.functional import cached_property

from chassis.outbound import held, trusted


class _Connection(smtplib.SMTP):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return held(super()._get_socket(host, port, timeout))  # type: ignore[misc]


class Transport(EmailBackend):
    """Where TLS is asked for, nothing is said without it, and the server's certificate has to be right."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return smtplib.SMTP_SSL if self.use_ssl else _Connection

    @cached_property
    def ssl_context(self) -> ssl.SSLContext:
        return trusted()

    def close(self) -> None:
        # The mail was taken or refused by now: a server that does not say goodbye changes nothing.
        with suppress(smtplib.SMTPException, OSError):
            super().close()
