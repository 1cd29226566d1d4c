from datetime import datetime
from typing import TypedDict
from uuid import UUID

from chassis.errors import NotFound
from codes.derivation import code_of, still_counts
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
    is not active, and none for which secret, password or address have changed since.
    Raises NotFound (404).
    """
    row = MailedCode.objects.counting().select_related("account").filter(pk=code_id).first()
    if row is None or not row.account.is_active or not still_counts(row):
        raise NotFound
    return {
        "code": code_of(row),
        "address": row.address,
        "channel": row.channel,
        "purpose": row.purpose,
        "expires_at": row.expires_at,
    }
