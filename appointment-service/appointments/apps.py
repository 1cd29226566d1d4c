from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from appointments.local_time import zone_names


class AppointmentsConfig(AppConfig):
    name = "appointments"

    def ready(self) -> None:
        """Refuse to start in a zone that does not exist: every opening hour depends on it."""
        if settings.WORKSHOP_TIME_ZONE not in zone_names():
            zone = settings.WORKSHOP_TIME_ZONE
            raise ImproperlyConfigured(f"WORKSHOP_TIME_ZONE must be an IANA zone, not {zone!r}.")
