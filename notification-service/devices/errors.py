"""What adding a device is refused with."""

from chassis.errors import Conflict, Refusal, Unprocessable

PUSH_OFF = Refusal(
    Conflict,
    "push_off",
    "This platform sends nothing to devices: it has no key for that.",
    remedy="Leave it; the operator can set VAPID_PRIVATE_KEY.",
)
NO_PUSH_KEYS = Refusal(
    Unprocessable,
    "no_push_keys",
    "Nothing can be encrypted for these keys: give a point on P-256 and a secret of 16 bytes.",
    remedy="Send what the browser's PushSubscription has in `keys`.",
)
TOO_MANY_DEVICES = Refusal(
    Conflict,
    "too_many_devices",
    "An account has at most {limit} devices.",
    remedy="Remove one that is used no longer.",
    limit=int,
)
