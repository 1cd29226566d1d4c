"""What is paid ahead of an appointment. How much that is, deposit.py says."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from appointments import events
from appointments.actions.history import record
from appointments.deposit import Deposit
from appointments.errors import APPOINTMENT_OVER, DEPOSIT_REQUIRED, NO_DEPOSIT
from appointments.local_time import instant_text
from appointments.models import Appointment
from appointments.permissions import appointments_visible_to
from appointments.statuses import CALLED_OFF
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked


def receive_deposit(
    actor: Actor, appointment_id: UUID, *, store_reply: StoreReply = store_no_reply
) -> Appointment:
    """Note that a deposit was received.

    Rule: it is received once, also late, while the work goes on or is done; of what was called off, missed or
    has expired none is received any more.
    Raises NotFound (404), Conflict (409) no_deposit or appointment_over.
    """
    with transaction.atomic():
        appointment = locked(appointments_visible_to(actor), appointment_id)
        deposit = appointment.deposit
        if not deposit:
            raise NO_DEPOSIT()
        if appointment.awaits_deposit:
            _receive(appointment, deposit, actor)
        store_reply(appointment)
    return appointment


def check_deposit(appointment: Appointment) -> None:
    """Rule: no booking is confirmed before its deposit is received.

    Raises Conflict (409) deposit_required.
    """
    deposit = appointment.deposit
    if deposit and appointment.awaits_deposit:
        raise DEPOSIT_REQUIRED(amount=deposit["amount"], currency=deposit["currency"])


def _receive(appointment: Appointment, deposit: Deposit, actor: Actor) -> None:
    if appointment.status in CALLED_OFF:
        raise APPOINTMENT_OVER(current_status=str(appointment.status))
    appointment.deposit = {**deposit, "received_at": instant_text(timezone.now())}
    appointment.save(update_fields=["deposit", "updated_at"])
    line = f"deposit of {deposit['amount']} {deposit['currency']} received"
    record(appointment, appointment.status, actor.id, line)
    events.deposit_received(appointment)
