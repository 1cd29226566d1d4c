"""The keys that sign tokens: made on first need, encrypted in the database, published without their secret.

Rule: no operator handles a key file. However many replicas start together, one first key is made.
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

import structlog
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from jwt.algorithms import RSAAlgorithm

from accounts import derived_keys, events
from accounts.models import SigningKey
from chassis.auth import withdraw_key
from chassis.auth.keys import KeysUnavailable
from chassis.auth.tokens import ALGORITHM, TokenInvalid
from chassis.locking import take_turns
from chassis.models import new_id

KEY_BITS = 2048
SIGNING_KEYS = "signing keys"
# A new key is published this long before it signs: longer than other services keep a key set.
PUBLISHED_BEFORE_USE = timedelta(minutes=10)
# How long this service trusts what it read of its own keys.
REMEMBERED_SECONDS = 30.0

log = structlog.get_logger("signing")


@dataclass(frozen=True)
class Signer:
    key_id: str
    key: rsa.RSAPrivateKey


def current_signer() -> Signer:
    """The key to sign with now. Makes the first one; replaces one that SIGNING_SECRET does not open."""
    row = SigningKey.objects.signing().first() or _first_key()
    try:
        return Signer(row.key_id, _opened(bytes(row.encrypted_private_key)))
    except InvalidToken:
        log.error("signing key replaced: SIGNING_SECRET does not open it", key_id=row.key_id)
        row = _replaced(row)
        return Signer(row.key_id, _opened(bytes(row.encrypted_private_key)))


def rotate(*, at_once: bool = False) -> SigningKey:
    """Make a new key. It is published now and signs after PUBLISHED_BEFORE_USE, when the present ones retire.

    Rule: a rotation signs nobody out. `at_once` is for a key that leaked: the new one signs now and the
    others count nowhere from the next request on, whoever still holds them for good: all access tokens end,
    refresh tokens go on.
    """
    with transaction.atomic():
        take_turns(SIGNING_KEYS)
        leaked = list(SigningKey.objects.filter(withdrawn=False)) if at_once else []
        if at_once:
            SigningKey.objects.update(retires_at=timezone.now(), withdrawn=True)
        else:
            present = SigningKey.objects.filter(retires_at__isnull=True)
            present.update(retires_at=timezone.now() + PUBLISHED_BEFORE_USE)
        for row in leaked:
            events.signing_key_withdrawn(row)
        made = _made()
    for row in leaked:
        withdraw_key(row.key_id)
    return made


def key_set() -> dict[str, Any]:
    """What everybody may know (RFC 7517)."""
    rows = list(SigningKey.objects.published()) or [_first_key()]
    return {"keys": [_published(row) for row in rows]}


def any_key(key_id: str) -> rsa.RSAPublicKey:
    """One of our keys, retired or not, but not one that leaked. Raises TokenInvalid."""
    return _stored(SigningKey.objects.filter(withdrawn=False), key_id)


class OwnKeys:
    """Where this service's own TokenAuthentication finds keys."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[rsa.RSAPublicKey, float]] = {}

    def find(self, key_id: str) -> rsa.RSAPublicKey:
        key, until = self._known.get(key_id, (None, 0.0))
        if key is None or time.monotonic() > until:
            key = self._read(key_id)
            self._known[key_id] = (key, time.monotonic() + REMEMBERED_SECONDS)
        return key

    def drop(self, key_id: str) -> None:
        self._known.pop(key_id, None)

    def is_away(self) -> bool:
        """Whoever asks here is answered, and can have a new token."""
        return False

    def _read(self, key_id: str) -> rsa.RSAPublicKey:
        try:
            return _stored(SigningKey.objects.published(), key_id)
        except DatabaseError as error:
            raise KeysUnavailable from error


def _stored(rows: QuerySet[SigningKey], key_id: str) -> rsa.RSAPublicKey:
    try:
        row = rows.filter(key_id=key_id).first()
    except ValueError as error:
        raise TokenInvalid("A key id that cannot be stored is none of ours.") from error
    if row is None:
        raise TokenInvalid("The token's key is not published.")
    return _public(row.public_key)


def _first_key() -> SigningKey:
    with transaction.atomic():
        take_turns(SIGNING_KEYS)
        return SigningKey.objects.signing().first() or _made()


def _replaced(unreadable: SigningKey) -> SigningKey:
    """The next key that can be opened, made if there is none. What the old one signed stays valid."""
    with transaction.atomic():
        take_turns(SIGNING_KEYS)
        SigningKey.objects.filter(pk=unreadable.pk).update(retires_at=timezone.now())
        for row in SigningKey.objects.signing():
            try:
                _opened(bytes(row.encrypted_private_key))
            except InvalidToken:
                SigningKey.objects.filter(pk=row.pk).update(retires_at=timezone.now())
            else:
                return row
        return _made()


def _made() -> SigningKey:
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    row = SigningKey.objects.create(
        key_id=str(new_id()),
        encrypted_private_key=cipher(settings.SIGNING_SECRET).encrypt(private),
        public_key=public.decode(),
    )
    log.info("signing key made", key_id=row.key_id)
    return row


def _opened(encrypted: bytes) -> rsa.RSAPrivateKey:
    """Raises InvalidToken if it was encrypted under another SIGNING_SECRET."""
    return _opened_with(settings.SIGNING_SECRET, encrypted)


@lru_cache(maxsize=4)
def _opened_with(secret: str, encrypted: bytes) -> rsa.RSAPrivateKey:
    key = load_pem_private_key(cipher(secret).decrypt(encrypted), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)  # noqa: S101 - _made makes no other
    return key


def cipher(secret: str) -> Fernet:
    """What seals the private keys, derived from a secret that no other service is given."""
    return derived_keys.cipher(secret, "signing keys")


@lru_cache(maxsize=8)
def _public(pem: str) -> rsa.RSAPublicKey:
    key = load_pem_public_key(pem.encode())
    assert isinstance(key, rsa.RSAPublicKey)  # noqa: S101 - _made makes no other
    return key


def _published(row: SigningKey) -> dict[str, Any]:
    numbers = RSAAlgorithm.to_jwk(_public(row.public_key), as_dict=True)
    return {
        "kty": "RSA",
        "use": "sig",
        "alg": ALGORITHM,
        "kid": row.key_id,
        "n": numbers["n"],
        "e": numbers["e"],
    }
