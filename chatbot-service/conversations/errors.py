"""What this service refuses with: nothing of its own. What an upstream refuses is passed on."""

from chassis.errors import AWAY, MISASKED

__all__ = ["AWAY", "MISASKED"]
