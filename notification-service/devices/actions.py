"""Devices: added, used, removed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.auth import Actor
from chassis.locking import locked, take_turns
from devices.errors import NO_PUSH_KEYS, PUSH_OFF, TOO_MANY_DEVICES
from devices.keys import check_keys
from devices.models import Device
from devices.permissions import devices_of
from outside import Inside, check
from outside.errors import ADDRESS_REFUSED

MOST_DEVICES = 20


def is_push_on() -> bool:
    return bool(settings.VAPID_PRIVATE_KEY)


def add_device(actor: Actor, data: dict[str, Any], *, store_reply: StoreReply = store_no_reply) -> Device:
    """Send the news of an account to a browser too.

    Rule: a device is whose who signed in on it last; what another account left there goes.
    Rule: an account has at most twenty devices.
    Raises Conflict (409) push_off, too_many_devices; Unprocessable (422) address_refused, no_push_keys.
    """
    if not is_push_on():
        raise PUSH_OFF()
    endpoint, keys = data["endpoint"], data["keys"]
    try:
        check_keys(**keys)
    except ValueError as error:
        raise NO_PUSH_KEYS() from error
    try:
        check(endpoint)
    except Inside as inside:
        raise ADDRESS_REFUSED(reason=str(inside)) from inside
    with transaction.atomic():
        take_turns(f"devices of {actor.id}")
        take_turns(f"device {endpoint}")
        Device.objects.filter(endpoint=endpoint).exclude(account_id=actor.id).delete()
        known = {**keys, "name": data.get("name", "")}
        device, is_new = devices_of(actor).update_or_create(
            endpoint=endpoint, defaults=known, create_defaults={**known, "account_id": actor.id}
        )
        if is_new and devices_of(actor).count() > MOST_DEVICES:
            raise TOO_MANY_DEVICES(limit=MOST_DEVICES)
        store_reply(device)
    return device


def remove_device(
    actor: Actor, device_id: UUID, *, check_precondition: Precondition = no_precondition
) -> None:
    """Send nothing to a device any more. Raises NotFound (404), PreconditionFailed (412)."""
    with transaction.atomic():
        device = locked(devices_of(actor), device_id)
        check_precondition(device)
        device.delete()


def remove_all(account_id: UUID, *, before: datetime) -> None:
    """Rule: whoever gets an account back by mail shares its news with no device of before."""
    Device.objects.filter(account_id=account_id, created_at__lte=before).delete()


def note_use(device_id: UUID) -> None:
    Device.objects.filter(pk=device_id).update(last_used_at=timezone.now())


def forget(device_id: UUID) -> None:
    """Rule: a device whose service says that it is gone is removed."""
    Device.objects.filter(pk=device_id).delete()
