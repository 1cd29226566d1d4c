"""Whether every change of a model has its migration."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def apps_without_a_migration() -> list[str]:
    """The apps whose models no migration describes; asks no database."""
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    return sorted(changes.changes(graph=loader.graph))
