"""The browsers in which people want their news."""

from django.db import models

from chassis.models import BaseModel


class Device(BaseModel):
    """A subscription of Web Push (RFC 8030): where a browser's own service takes messages for it.

    What is sent is encrypted for `p256dh`, the browser's public key, and `auth`, a secret that it shares with
    us (RFC 8291); both in base64url, as browsers give them.
    """

    account_id = models.UUIDField()
    endpoint = models.CharField(max_length=2000)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=50)
    name = models.CharField(max_length=100, blank=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["endpoint"], name="unique_device_endpoint")]
        indexes = [models.Index(fields=["account_id", "-id"], name="devices_of_an_account")]
