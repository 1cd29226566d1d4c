from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import InPerson, IsSignedIn
from chassis.api.views import View
from devices import actions
from devices.errors import NO_PUSH_KEYS, PUSH_OFF, TOO_MANY_DEVICES
from devices.keys import own_public_key
from devices.models import Device
from devices.permissions import devices_of
from devices.serializers import AddDeviceSerializer, DeviceSerializer, PushKeySerializer
from outside.errors import ADDRESS_REFUSED


class DevicesView(View):
    # A device outlives the token by which it was added, and knows no scope.
    access = {"GET": IsSignedIn, "POST": InPerson(IsSignedIn)}

    @listing(response=DeviceSerializer)
    def get(self, request: Request) -> QuerySet[Device]:
        """List the browsers that are sent your news."""
        return devices_of(request.user)

    @operation(
        request=AddDeviceSerializer,
        response=DeviceSerializer,
        status=201,
        idempotent=True,
        location="/api/v1/notifications/devices/{id}/",
        refuses=[PUSH_OFF, TOO_MANY_DEVICES, NO_PUSH_KEYS, ADDRESS_REFUSED],
    )
    def post(self, request: Request, data: dict[str, Any]) -> Device:
        """Send your news to a browser too, by Web Push.

        Give what `pushManager.subscribe({userVisibleOnly: true, applicationServerKey})` gave, with the key of
        `devices/key/`. Each message is JSON: `id`, `title`, `body`, `resource` with `type` and `id`, and
        `link`, which may be empty. A message that is sent again has the same `id`: take it as the tag. A
        browser that is here already is changed; one that unsubscribes is removed when it is next sent
        something.
        """
        return actions.add_device(request.user, data, store_reply=self.store_reply)


class DeviceView(View):
    access = {"GET": IsSignedIn, "DELETE": InPerson(IsSignedIn)}

    @operation(response=DeviceSerializer)
    def get(self, request: Request, device_id: UUID) -> QuerySet[Device]:
        """Read when a browser of yours was last sent something."""
        return devices_of(request.user).filter(pk=device_id)

    @operation(status=204)
    def delete(self, request: Request, device_id: UUID) -> None:
        """Send nothing to a browser any more, as when signing out there."""
        actions.remove_device(request.user, device_id, check_precondition=self.check_precondition)


class PushKeyView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "readPushKey"}

    @operation(response=PushKeySerializer, refuses=[PUSH_OFF])
    def get(self, request: Request) -> dict[str, str]:
        """Read the key with which browsers subscribe to Web Push (VAPID, RFC 8292)."""
        if not actions.is_push_on():
            raise PUSH_OFF()
        return {"key": own_public_key()}
