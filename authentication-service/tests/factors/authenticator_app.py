"""An authenticator app, on a telephone whose clock is ours or not."""

import time

import pyotp


class AuthenticatorApp:
    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self, *, steps: int = 0) -> str:
        """What it shows, if its clock is so many half minutes ahead."""
        return pyotp.TOTP(self.secret).at(time.time(), counter_offset=steps)

    def wrong_code(self) -> str:
        """One that it shows neither now nor within two half minutes."""
        shown = {self.code(steps=steps) for steps in range(-2, 3)}
        return next(code for code in map("{:06}".format, range(10)) if code not in shown)
