"""Which events are sent to whom, and what of each: the table, and how an entry of a stream becomes bytes.

What is not in the table is sent to nobody. Fields are named one by one for customers and for staff, so that
what a producer adds to its event reaches nobody before somebody has decided that it may.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from chassis import json
from chassis.events.streams import as_number
from live.positions import Positions, text_of

Audience = Literal["customer", "staff"]

ACCOUNT = "account:{account_id}"
PROJECT = "project:{project_id}"
BOARD = "board"


@dataclass(frozen=True)
class News:
    """One event. `to_customers` is None where it is the workshop's own; `resource` is the field of its id."""

    topics: tuple[str, ...]
    resource: str
    to_staff: tuple[str, ...]
    to_customers: tuple[str, ...] | None = None

    @property
    def resource_type(self) -> str:
        return self.resource.removesuffix("_id")


def _of_a_project(*fields: str, resource: str = "project_id") -> News:
    """What its customer may read too, in the same words; a reason only where it was written for them."""
    return News((PROJECT, BOARD), resource, ("project_id", *fields, "location_id"), ("project_id", *fields))


def _of_the_work(resource: str, *fields: str) -> News:
    return News((PROJECT, BOARD), resource, ("project_id", *fields))


_APPOINTMENT = News(
    (BOARD,),
    "appointment_id",
    ("customer_id", "vehicle_id", "location_id", "start", "end", "time_zone", "status", "employee_id"),
)
_TASK = _of_the_work("task_id", "title", "assignee_id")
# Whose time it is, and how long, is for themselves and for whoever may approve it to read.
_TIME = _of_the_work("time_log_id", "task_id")
_INVOICE = ("name", "status", "title", "total", "due_on")

TABLE: Mapping[str, News] = {
    "notification.created.v1": News(
        (ACCOUNT,),
        "notification_id",
        ("kind", "title", "about", "about_id"),
        ("kind", "title", "about", "about_id"),
    ),
    "project.created.v1": News(
        (PROJECT, BOARD),
        "project_id",
        ("title", "kind", "status", "vehicle_id", "appointment_id", "customer_id", "location_id"),
        ("title", "kind", "status", "vehicle_id", "appointment_id"),
    ),
    "project.status_changed.v1": _of_a_project("title", "status", "previous_status", "reason", "vehicle_id"),
    "project.progressed.v1": _of_a_project("title", "progress_percent", "status", "vehicle_id"),
    "project.eta_changed.v1": _of_a_project(
        "title", "ready_at", "previous_ready_at", "time_zone", "reason", "vehicle_id"
    ),
    "project.message_written.v1": News(
        (PROJECT,),
        "comment_id",
        ("project_id", "title", "written_by", "excerpt"),
        ("project_id", "title", "written_by", "excerpt"),
    ),
    "estimate.sent.v1": _of_a_project("title", "revision", "total", "undecided_lines"),
    "estimate.line_decided.v1": _of_a_project("title", "line_id", "decision", "total", "undecided_lines"),
    "invoice.issued.v1": _of_a_project(*_INVOICE, "paid", resource="invoice_id"),
    "invoice.settled.v1": _of_a_project(*_INVOICE, "balance", resource="invoice_id"),
    "invoice.voided.v1": _of_a_project(*_INVOICE, "balance", resource="invoice_id"),
    "payment.received.v1": _of_a_project("title", "amount", "balance", "method", resource="payment_id"),
    "payment.refunded.v1": _of_a_project("title", "amount", "balance", "method", resource="payment_id"),
    "task.assigned.v1": _TASK,
    "task.unassigned.v1": _TASK,
    "task.cancelled.v1": _TASK,
    "time_log.started.v1": _TIME,
    "time_log.stopped.v1": _TIME,
    "time_log.corrected.v1": _TIME,
    "appointment.assigned.v1": _APPOINTMENT,
    "appointment.rescheduled.v1": _APPOINTMENT,
    "appointment.checked_in.v1": _APPOINTMENT,
    "appointment.started.v1": _APPOINTMENT,
    "appointment.extended.v1": _APPOINTMENT,
    "appointment.completed.v1": _APPOINTMENT,
    "appointment.cancelled.v1": _APPOINTMENT,
    "appointment.no_show.v1": _APPOINTMENT,
}

STREAMS = sorted({name.partition(".")[0] for name in TABLE})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry of a stream is to those who listen. `frames` lacks the audience that does not get it."""

    stream: str
    number: int
    topics: tuple[str, ...]
    frames: Mapping[Audience, bytes]


def read_entry(stream: str, entry_id: str, entry: Mapping[str, str], positions: Positions) -> Entry | None:
    """None for what is sent to nobody. `positions` are those with this entry; they become its id.

    Raises KeyError, ValueError or msgspec.DecodeError for what is no event of ours.
    """
    news = TABLE.get(entry["name"])
    if news is None:
        return None
    data: dict[str, Any] = msgspec.json.decode(entry["data"])
    head = f"id: {text_of(positions)}\nevent: {entry['name'].rpartition('.')[0]}\ndata: ".encode()
    common = {
        "event_id": entry["id"],
        "occurred_at": entry["occurred_at"],
        "resource": {"type": news.resource_type, "id": data[news.resource]},
    }
    frames: dict[Audience, bytes] = {"staff": head + _body(common, data, news.to_staff)}
    if news.to_customers is not None:
        frames["customer"] = head + _body(common, _to_customers(data), news.to_customers)
    topics = tuple(topic.format_map(data) for topic in news.topics)
    return Entry(stream, as_number(entry_id), topics, frames)


def frame(event: str, data: Mapping[str, Any], positions: Positions | None = None) -> bytes:
    """An event of the stream's own."""
    identity = b"" if positions is None else f"id: {text_of(positions)}\n".encode()
    return identity + f"event: {event}\ndata: ".encode() + json.encode(data) + b"\n\n"


def _to_customers(data: dict[str, Any]) -> dict[str, Any]:
    """Rule: a customer reads a reason only where it was written for customers."""
    return data if data.get("reason_visibility", "customer") == "customer" else {**data, "reason": ""}


def _body(common: dict[str, Any], data: dict[str, Any], fields: Iterable[str]) -> bytes:
    # JSON has no line break of its own, which would end the event's line.
    return json.encode({**common, **{name: data[name] for name in fields if name in data}}) + b"\n\n"
