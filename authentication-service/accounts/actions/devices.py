"""Devices that somebody signed in on before: each keeps a token and shows it at the next sign-in."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Account, KnownDevice
from chassis.bearer_codes import digest_of, new_code

# Of a device that is not used. Browsers keep nothing of a page for longer (RFC 6265bis, 5.5).
KEPT = timedelta(days=400)
MOST = 20


def known_device(account: Account | None, device_token: str) -> KnownDevice | None:
    """The device that shows this token. One of somebody else's, like one that nobody knows, is none."""
    if not device_token:
        return None
    # Looked up whether or not there is an account, so that the time it takes does not say.
    found = KnownDevice.objects.filter(digest=digest_of(device_token), expires_at__gt=timezone.now()).first()
    return found if found and account and found.account_id == account.pk else None


def keep_device(account: Account, device: KnownDevice | None) -> str:
    """The token that this device keeps from now on, in the transaction that holds the account's row.

    Rule: a device's token is another after each sign-in, and an account has at most twenty devices: a further
    one takes the place of the one that was not used for longest.
    """
    token, now = new_code(), timezone.now()
    kept = {"digest": digest_of(token), "last_used_at": now, "expires_at": now + KEPT}
    if device is not None:
        device.update(kept)
        return token
    used_last = KnownDevice.objects.filter(account=account).order_by("-last_used_at")
    KnownDevice.objects.filter(pk__in=list(used_last.values_list("pk", flat=True)[MOST - 1 :])).delete()
    KnownDevice.objects.create(account=account, **kept)
    return token
