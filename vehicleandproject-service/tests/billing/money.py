"""Amounts, and where payments are."""

from typing import Any

from tests.urls import PROJECTS


def eur(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


def payments_url(project: dict[str, Any]) -> str:
    return f"{PROJECTS}{project['id']}/payments/"
