"""How codes come to be, and what becomes of them, one file an action."""

from codes.actions.ask import answer, ask
from codes.actions.issue import issue, withdraw
from codes.actions.read import ReadCode, read
from codes.actions.redeem import holder_of, redeem, redeem_typed

__all__ = ["ReadCode", "answer", "ask", "holder_of", "issue", "read", "redeem", "redeem_typed", "withdraw"]
