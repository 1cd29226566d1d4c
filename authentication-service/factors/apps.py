from django.apps import AppConfig


class FactorsConfig(AppConfig):
    name = "factors"

    def ready(self) -> None:
        from accounts.models import SecondFactor
        from factors.kinds import register
        from factors.models import Authenticator

        register(SecondFactor.TOTP, Authenticator)
