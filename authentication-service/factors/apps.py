from django.apps import AppConfig


class FactorsConfig(AppConfig):
    name = "factors"

    def ready(self) -> None:
        from accounts.models import SecondFactor
        from accounts.ways_in import outlives_a_reset
        from factors.actions import remove_strange_factors
        from factors.kinds import register
        from factors.models import Authenticator

        register(SecondFactor.TOTP, Authenticator)
        outlives_a_reset(remove_strange_factors)
