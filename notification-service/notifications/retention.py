"""How long news stays in an inbox."""

from chassis.retention import keep
from notifications.models import Notification

# Less than handled events are remembered for, so that none is told again once it has left.
keep(Notification, "notifications", days=365, since="created_at")
