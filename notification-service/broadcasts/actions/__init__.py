"""What can happen to a broadcast."""

from broadcasts.actions.begin import begin, cancel, how_many
from broadcasts.actions.planning import go_on, plan_next

__all__ = ["begin", "cancel", "go_on", "how_many", "plan_next"]
