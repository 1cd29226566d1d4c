from django.apps import AppConfig


class OidcConfig(AppConfig):
    name = "oidc"

    def ready(self) -> None:
        from accounts.ways_in import outlives_a_reset
        from oidc.actions import unlink_strange_identities

        outlives_a_reset(unlink_strange_identities)
