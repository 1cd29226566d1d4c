"""While the vehicle is in the workshop: its project leads, and the appointment follows.

What is to happen is handed to the project, with the token of whoever wants it, and answers as the project
answered. What has happened is told by the project's news, and by them alone the appointment's status changes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import clients, events
from appointments.actions.history import after, become
from appointments.actions.lending import give_back
from appointments.actions.lifecycle import VehicleIsHere, cancel_before_arrival
from appointments.errors import NO_WORK_ORDER_YET
from appointments.models import Appointment
from appointments.permissions import appointments_visible_to
from appointments.statuses import FOLLOWS, HANDED_OVER, HERE, Visibility
from chassis.api.answers import Foreseen
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.errors import NotFound
from chassis.locking import locked


@dataclass(frozen=True)
class ProjectNews:
    """What was told of a project: the status it has since then, and why."""

    project_id: UUID
    status: str
    actor_id: UUID
    reason: str
    visibility: Visibility
    at: datetime


def start(
    actor: Actor, appointment_id: UUID, *, key: str = "", store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Begin the work.

    Rule: the project of the vehicle begins, or says why it does not.
    Raises NotFound (404), Conflict (409) illegal_transition or what the project refuses with,
    UpstreamUnavailable (503) while nobody can say.
    """
    return _hand_over(actor, appointment_id, "start", "start", {}, key, store_reply)


def complete(
    actor: Actor, appointment_id: UUID, *, key: str = "", store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Hand the finished work to whoever checks it. Rule and refusals as of start().

    The appointment is completed, and what it takes up is free, when the project is ready.
    """
    return _hand_over(actor, appointment_id, "complete", "submit-for-quality-check", {}, key, store_reply)


def cancel(
    actor: Actor,
    appointment_id: UUID,
    data: dict[str, Any],
    *,
    key: str = "",
    store_reply: StoreReply = store_no_reply,
) -> Appointment:
    """Give up an appointment, and with it the work on a vehicle that is here already.

    Refused as cancel_before_arrival() and start() are.
    """
    try:
        return cancel_before_arrival(actor, appointment_id, data, store_reply=store_reply)
    except VehicleIsHere:
        reason = {"reason": data["reason"], "visibility": str(Visibility.CUSTOMER)}
        return _hand_over(actor, appointment_id, "cancel", "cancel", reason, key, store_reply)


def follow_project(appointment_id: UUID, news: ProjectNews) -> None:
    """Let an appointment become what its project has become.

    Rule: a vehicle that is here is in progress, completed or cancelled when its project is; nothing leads
    back, so that news which come late change nothing. What its customer is lent comes back when the vehicle
    is handed over. What it took up is free from when the work ended.
    Raises Appointment.DoesNotExist for one that was never here.
    """
    with transaction.atomic():
        try:
            appointment = locked(Appointment.objects.all(), appointment_id)
        except NotFound:
            raise Appointment.DoesNotExist(f"There is no appointment {appointment_id}.") from None
        if news.status in HANDED_OVER:
            give_back(appointment, news.at, news.actor_id)
        status = FOLLOWS.get(news.status)
        if appointment.status not in HERE or status in {None, appointment.status}:
            return
        become(appointment, str(status), news.actor_id, news.reason, news.visibility, news.at)
        events.appointment_became(appointment, news.reason, news.visibility)


def link_project(appointment_id: UUID, project_id: UUID) -> None:
    """Rule: an appointment's project is the first that was made for it."""
    Appointment.objects.filter(pk=appointment_id, project_id__isnull=True).update(
        project_id=project_id, updated_at=timezone.now()
    )


def _hand_over(
    actor: Actor,
    appointment_id: UUID,
    verb: str,
    theirs: str,
    body: dict[str, Any],
    key: str,
    store_reply: StoreReply,
) -> Appointment:
    """Ask the project, and show the appointment as it will be when the project's news are here."""
    appointment = _seen(actor, appointment_id)
    if appointment.status not in HERE:
        after(actor, appointment, verb)
    project_id = appointment.project_id or clients.project_of(actor, appointment_id)
    if project_id is None:
        raise NO_WORK_ORDER_YET(wait=1)
    project_status = clients.move_project(actor, project_id, theirs, body, key)
    appointment.project_id = project_id
    appointment.status = FOLLOWS.get(project_status, appointment.status)
    with transaction.atomic():
        store_reply(Foreseen(appointment), about=appointment)
    return appointment


def _seen(actor: Actor, appointment_id: UUID) -> Appointment:
    appointment = (
        appointments_visible_to(actor).select_related("service_type", "bay").filter(pk=appointment_id)
    )
    found = appointment.first()
    if found is None:
        raise NotFound
    return found
