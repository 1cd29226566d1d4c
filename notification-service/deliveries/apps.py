from importlib import import_module

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "deliveries"

    def ready(self) -> None:
        import_module("deliveries.channels.mail")
        import_module("deliveries.channels.push")
        import_module("deliveries.channels.sms")
        # Whoever plans a delivery, as the process of events does, hands it to the worker's queue.
        import_module("notification_service.celery")
