"""What other services tell this one."""

from chassis.events import Event, handles
from conversations.clients import forget_service_types


@handles("service_type.added.v1", "service_type.changed.v1", reads=[], repeatable=True)
def ask_again(_: Event) -> None:
    forget_service_types()
