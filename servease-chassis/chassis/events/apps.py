from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    name = "chassis.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the `consumers.py` of every installed app, so that its handlers are registered."""
        autodiscover_modules("consumers")
