from datetime import datetime
from typing import TypedDict
from uuid import UUID

from chassis.errors import NotFound
from codes.derivation import code_of, digest_to_compare
from codes.models import MailedCode


class ReadCode(TypedDict):
    code: str
    address: str
    channel: str
    purpose: str
    expires_at: datetime


def read(code_id: UUID) -> ReadCode:
    """A code and where it goes, for whoever is about to send it.

    Rule: only a code that counts is sent: none that was used, replaced or is too old, none of an account that
    is not active, and none whose secret has changed since.
    Raises NotFound (404).
    """
    row = MailedCode.objects.counting().filter(pk=code_id, account__is_active=True).first()
    if row is None:
        raise NotFound
    code = code_of(row.id, row.channel)
    if digest_to_compare(row.id, row.channel, code) != row.digest:
        raise NotFound
    return {
        "code": code,
        "address": row.address,
        "channel": row.channel,
        "purpose": row.purpose,
        "expires_at": row.expires_at,
    }
