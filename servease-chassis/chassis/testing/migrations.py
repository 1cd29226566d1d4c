"""Whether every model, and every change of one, has its migration."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def apps_without_a_migration() -> list[str]:
    """The apps whose models no migration describes; asks no database.

    Django says nothing of an app without a folder of migrations: tests make its tables, and no start does.
    """
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    without_a_folder = {
        app.label
        for app in apps.get_app_configs()
        if any(app.get_models()) and app.label not in loader.migrated_apps
    }
    return sorted({*changes.changes(graph=loader.graph), *without_a_folder})
