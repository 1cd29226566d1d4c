from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    name = "api_keys"

    def ready(self) -> None:
        """This service looks keys up in its own database instead of asking itself over HTTP."""
        from api_keys import seeding  # noqa: F401 - what development has of them
        from api_keys.lookup import of_own_table
        from chassis.auth import ask_keys_of

        ask_keys_of(of_own_table)
