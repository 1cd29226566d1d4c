"""Requests to addresses that somebody gave us, so that none of them leads inside: docs/adr/0040."""

from outside.addresses import Inside, check
from outside.client import post

__all__ = ["Inside", "check", "post"]
