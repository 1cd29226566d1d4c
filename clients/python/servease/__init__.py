"""A typed client of the ServEase API."""

from servease import codes
from servease.client import Client
from servease.pages import Pages
from servease.refusal import Refusal, Unreachable
from servease.stream import News
from servease.transport import Tokens

__all__ = ["Client", "News", "Pages", "Refusal", "Tokens", "Unreachable", "codes"]
