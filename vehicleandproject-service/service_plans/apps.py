from django.apps import AppConfig


class ServicePlansConfig(AppConfig):
    name = "service_plans"
