from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "chassis.files"
    label = "files"
