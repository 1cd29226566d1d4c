"""What the chatbot can look up, under the asker's own rights. The intents and the language model share it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from chassis.auth import Actor
from chassis.http import UpstreamRefusal
from conversations import clients


@dataclass
class Toolbox:
    """The tools for one question of one person; `receipts` records every look-up and what it gave."""

    actor: Actor
    receipts: list[dict[str, Any]] = field(default_factory=list)

    def look_up(self, name: str, **arguments: Any) -> Any:
        """What an intent looks up."""
        return self._noted(name, arguments, TOOLS[name].look_up(self.actor, **arguments))

    def use(self, name: str, arguments: dict[str, Any]) -> Any:
        """What a language model looks up. What it cannot have is an answer too: `{"error": …}`.

        A token that no longer counts is the asker's matter, who gets a new one and asks again (401).
        """
        tool = TOOLS.get(name)
        if tool is None or set(arguments) - set(tool.parameters):
            gave: Any = {"error": "There is no such tool."}
        else:
            try:
                gave = tool.look_up(self.actor, **arguments)
            except UpstreamRefusal as error:
                if error.status_code == 401:
                    raise
                gave = {"error": str(error.detail)}
            except TypeError:
                gave = {"error": f"{name} takes {', '.join(tool.parameters) or 'no arguments'}."}
        return self._noted(name, arguments, gave)

    def _noted(self, name: str, arguments: dict[str, Any], gave: Any) -> Any:
        self.receipts.append({"tool": name, "asked": arguments, "gave": gave})
        return gave


@dataclass(frozen=True)
class Tool:
    description: str
    look_up: Callable[..., Any]
    parameters: dict[str, str] = field(default_factory=dict)


def on_the_wall(instant: str, time_zone: str) -> str:
    """An instant as the location's clock shows it, with the instant itself, so that no zone is mistaken."""
    local = datetime.fromisoformat(instant).astimezone(ZoneInfo(time_zone))
    return f"{local:%A}, {local.day} {local:%B %Y at %H:%M} ({time_zone}; {instant})"


def _services(actor: Actor) -> list[dict[str, Any]]:
    shown = ("code", "name", "duration_minutes", "price")
    return [{name: service[name] for name in shown} for service in clients.service_types(actor)]


def _next_free_slot(actor: Actor, service_type: str) -> dict[str, Any]:
    free = clients.slots(actor, service_type, timezone.now())
    if free is None:
        return {"error": "There is no such service, or it cannot be booked."}
    if not free["results"]:
        return {"start": None}
    slot = free["results"][0]
    local_time = on_the_wall(slot["start"], free["time_zone"])
    return {"start": slot["start"], "end": slot["end"], "local_time": local_time}


TOOLS = {
    "services": Tool("The services the workshop offers, with code, duration and price.", _services),
    "next_free_slot": Tool(
        "The next free slot for a service.", _next_free_slot, {"service_type": "The code of the service."}
    ),
    "own_appointments": Tool("The asker's own bookings.", clients.own_appointments),
    "own_projects": Tool("The work on the asker's own cars and its progress.", clients.own_projects),
}
