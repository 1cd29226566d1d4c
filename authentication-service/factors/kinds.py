"""The kinds of second factors, and in whose rows each is; an app registers its own when it is loaded."""

from datetime import datetime
from typing import Any

from django.db import models

from accounts.models import Account, SecondFactor

_rows: dict[SecondFactor, type[models.Model]] = {}


def register(kind: SecondFactor, rows: type[models.Model]) -> None:
    """`rows` is a model whose `account` has a second factor of this kind for each row."""
    _rows[kind] = rows


def held_by(account: Account) -> list[str]:
    """The kinds of which an account has any, in their order."""
    return [kind.value for kind in SecondFactor if kind in _rows and _of(account, kind).exists()]


def remove_added_since(account: Account, since: datetime) -> int:
    """How many there were."""
    return sum(_of(account, kind).filter(created_at__gte=since).delete()[0] for kind in _rows)


def remove_all(account: Account) -> None:
    for kind in _rows:
        _of(account, kind).delete()


def _of(account: Account, kind: SecondFactor) -> "models.QuerySet[Any]":
    return _rows[kind]._base_manager.filter(account=account)
