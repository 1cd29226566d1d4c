"""What happens elsewhere, on its way to webhooks: each type of event_types.py, with its fields alone."""

from chassis.events import Event, handles
from webhooks import actions
from webhooks.event_types import BY_EVENT, TYPES


def forward(event: Event) -> None:
    actions.plan(BY_EVENT[event.name].name, event.id, event.occurred_at, event.data)


for _type in TYPES:
    handles(_type.event, since="now", reads=_type.fields)(forward)
