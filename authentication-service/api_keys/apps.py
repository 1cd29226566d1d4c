from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    name = "api_keys"

    def ready(self) -> None:
        """This service looks keys up in its own database instead of asking itself over HTTP."""
        from accounts.ways_in import ends_with_a_reset
        from api_keys import seeding  # noqa: F401 - what development has of them
        from api_keys.actions import end_all_keys
        from api_keys.lookup import of_own_table
        from chassis.auth import ask_keys_of

        ask_keys_of(of_own_table)
        ends_with_a_reset(end_all_keys)
