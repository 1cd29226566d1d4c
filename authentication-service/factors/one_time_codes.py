"""Codes that count for half a minute (TOTP, RFC 6238): SHA-1, six digits, 30 seconds, as apps have them."""

import re

import pyotp
from pyotp.exceptions import OTPVerificationError

ISSUER = "ServEase"
WRITTEN = re.compile("[0-9]{6}")
# Clocks differ: a code also counts in the half minute before its own and in the one after.
DRIFT_STEPS = 1


def new_secret() -> str:
    """160 random bits, as RFC 4226 recommends, in base 32."""
    return pyotp.random_base32()


def otpauth_url(secret: str, email: str) -> str:
    """What an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str) -> int | None:
    """The half minute, counted from 1970, whose code this is; None if it is none of those that count now."""
    if not WRITTEN.fullmatch(code):
        return None
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(code, valid_window=DRIFT_STEPS)
    except OTPVerificationError:
        return None
