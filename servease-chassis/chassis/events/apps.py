from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    name = "chassis.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import what each app subscribes to, what of it ages, and what it does every hour."""
        autodiscover_modules("consumers", "retention", "hourly")
