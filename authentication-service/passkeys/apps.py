from django.apps import AppConfig


class PasskeysConfig(AppConfig):
    name = "passkeys"

    def ready(self) -> None:
        """A passkey is a second factor."""
        from accounts.models import SecondFactor
        from factors.kinds import register
        from passkeys.models import Passkey

        register(SecondFactor.PASSKEY, Passkey)
