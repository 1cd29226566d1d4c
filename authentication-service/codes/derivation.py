"""Codes that are made of their row's id and a secret, whenever they are asked for, and stored nowhere.

A code in a link is HMAC-SHA256 of the id in base64url, 256 bits; one to type in is six digits of the same.
The key is derived from SIGNING_SECRET, which no other service is given: whoever reads the database, its
backup or the streams has none of them.
"""

import base64
import hashlib
import hmac

from django.conf import settings

from accounts.derived_keys import derived_key
from accounts.models import Session
from chassis.bearer_codes import digest_of
from codes.models import MailedCode
from codes.purposes import END_WITH_THE_PASSWORD, OWN_ADDRESS, Channel, Purpose

DIGITS = 6


def code_of(row: MailedCode) -> str:
    """The same each time, until SIGNING_SECRET changes, or the password that some purposes depend on."""
    password = row.account.password if row.purpose in END_WITH_THE_PASSWORD else ""
    derived = _hmac(b"code", row.id.bytes + password.encode())
    if row.channel == Channel.SMS:
        return f"{int.from_bytes(derived) % 10**DIGITS:0{DIGITS}}"
    return base64.urlsafe_b64encode(derived).rstrip(b"=").decode()


def digest_for(row: MailedCode, code: str) -> str:
    """What this row keeps of a code. Of six digits a keyed hash, or all the million would soon be tried."""
    if row.channel == Channel.SMS:
        return _hmac(b"digest", row.id.bytes + code.encode()).hex()
    return digest_of(code)


def still_counts(row: MailedCode) -> bool:
    """Whether secret, password, address and session are still those under which a code was issued."""
    field = OWN_ADDRESS.get(Purpose(row.purpose))
    if field and getattr(row.account, field) != row.address:
        return False
    if row.within and not Session.objects.alive().filter(pk=row.within).exists():
        return False
    return hmac.compare_digest(digest_for(row, code_of(row)), row.digest)


def _hmac(use: bytes, content: bytes) -> bytes:
    key = derived_key(settings.SIGNING_SECRET, "mailed codes")
    return hmac.digest(key, use + b":" + content, hashlib.sha256)
