from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.mail.sink import Script, Sink

OPTIONS = {"username": "", "password": "", "use_tls": False, "use_ssl": False, "timeout": 5}


@pytest.fixture
def leads_to(settings: Any) -> Callable[..., None]:
    """Let mails go to a server, as MAIL_TRANSPORT=smtp and its settings do."""

    def lead(server: Sink | Script, **options: Any) -> None:
        settings.MAIL_TRANSPORT, settings.MAIL_FROM = "smtp", "news@workshop.example"
        settings.SMTP = {**OPTIONS, **server.address, **options}

    return lead


@pytest.fixture
def sink(leads_to: Callable[..., None]) -> Iterator[Sink]:
    sink = Sink()
    leads_to(sink)
    yield sink
    sink.close()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A file with a key and a certificate for 127.0.0.1 that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(private + signed.public_bytes(pem))
    return path
