"""What this service refuses with: nothing of its own."""

from chassis.errors import AWAY

__all__ = ["AWAY"]
