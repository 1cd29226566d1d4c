"""How codes come to be, and what becomes of them, one file an action."""

from codes.actions.issue import issue, withdraw
from codes.actions.read import ReadCode, read
from codes.actions.redeem import redeem, redeem_typed

__all__ = ["ReadCode", "issue", "read", "redeem", "redeem_typed", "withdraw"]
