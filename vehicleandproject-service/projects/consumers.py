"""What this service does when its upstreams tell something. It reads the fields named here and no other."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.events import Event, handles
from projects import actions
from workshop.models import DEFAULT_LOCATION_ID


@handles(
    "appointment.checked_in.v1",
    reads=[
        "appointment_id",
        "vehicle_id",
        "customer_id",
        "location_id",
        "time_zone",
        "service_type.code",
        "service_type.name",
        "services",
        "notes",
    ],
)
def open_work_order(event: Event) -> None:
    actions.open_work_order(
        appointment_id=UUID(event.data["appointment_id"]),
        vehicle_id=UUID(event.data["vehicle_id"]),
        customer_id=UUID(event.data["customer_id"]),
        # Older news say none, of when there was one.
        location_id=UUID(event.data.get("location_id", str(DEFAULT_LOCATION_ID))),
        time_zone=event.data["time_zone"],
        title=event.data["service_type"]["name"],
        concern=event.data.get("notes") or "",
        services=_codes(event),
        stays=_stays(event),
        actor_id=UUID(event.actor_id) if event.actor_id else None,
    )


def _codes(event: Event) -> list[str]:
    """Of all services; news of when an appointment had one say which by `service_type` alone."""
    services = event.data.get("services") or [{"service_type": event.data["service_type"]["code"]}]
    return [one["service_type"] for one in services]


def _stays(event: Event) -> list[dict[str, Any]]:
    """Where the vehicle stands when; news of when an appointment had one service did not say."""
    named = ("bay_id", "start", "end")
    return [{name: one[name] for name in named} for one in event.data.get("services") or []]


@handles("appointment.extended.v1", newest_only=True, reads=["appointment_id", "services"])
def follow_stays(event: Event) -> None:
    if "services" in event.data:
        actions.follow_stays(UUID(event.data["appointment_id"]), _stays(event))


@handles("appointment.changed.v1", reads=["appointment_id", "notes", "previous_notes"])
def reword_concern(event: Event) -> None:
    actions.reword_concern(
        UUID(event.data["appointment_id"]), event.data["previous_notes"], event.data["notes"]
    )


@handles(
    "employee.changed.v1", newest_only=True, reads=["employee_id", "first_name", "last_name", "is_active"]
)
def learn_assignee(event: Event) -> None:
    name = f"{event.data['first_name']} {event.data['last_name']}".strip()
    actions.learn_assignee(UUID(event.data["employee_id"]), name, is_active=event.data["is_active"])


@handles("reply.received.v1", reads=["project_id", "account_id", "role", "text"])
def take_reply(event: Event) -> None:
    reply = event.data
    actions.take_reply(UUID(reply["project_id"]), UUID(reply["account_id"]), reply["role"], reply["text"])


@handles("time_log.started.v1", reads=["task_id", "employee_id"])
def work_started(event: Event) -> None:
    actions.work_started(UUID(event.data["task_id"]), UUID(event.data["employee_id"]))


@handles(
    "time_log.corrected.v1",
    reads=["time_log_id", "previous.task_id", "previous.started_at", "previous.duration_seconds"],
)
def take_out_of_what_was_carried(event: Event) -> None:
    """Before `time_logged`: afterwards the log has its row."""
    previous = event.data["previous"]
    actions.take_out_of_what_was_carried(
        UUID(event.data["time_log_id"]),
        UUID(previous["task_id"]),
        datetime.fromisoformat(previous["started_at"]),
        previous["duration_seconds"],
    )


@handles("time_log.corrected.v1", reads=["employee_id", "previous.task_id", "previous.duration_seconds"])
def keep_who_worked(event: Event) -> None:
    previous = event.data["previous"]
    if previous["duration_seconds"]:
        actions.keep_who_worked(UUID(previous["task_id"]), UUID(event.data["employee_id"]))


@handles(
    "time_log.stopped.v1",
    "time_log.corrected.v1",
    newest_only=True,
    reads=["time_log_id", "task_id", "employee_id", "started_at", "duration_seconds"],
)
def time_logged(event: Event) -> None:
    actions.time_logged(
        UUID(event.data["time_log_id"]),
        UUID(event.data["task_id"]),
        employee_id=UUID(event.data["employee_id"]),
        started_at=datetime.fromisoformat(event.data["started_at"]),
        seconds=event.data["duration_seconds"],
    )
