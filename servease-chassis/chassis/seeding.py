"""Rows of development that the documentation's examples name, so that one can try those out as they stand."""

from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from chassis.api.examples import seeded

Row = TypeVar("Row", bound=models.Model)


class SeedCommand(BaseCommand):
    """A service's `manage.py seed`, in development only. What is there already stays as it is."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("seed makes rows whose ids everybody knows; it needs DEBUG=true.")
        with transaction.atomic():
            self.seed()

    def seed(self) -> None:
        raise NotImplementedError

    def make(self, model: type[Row], number: int, /, **values: Any) -> tuple[Row, bool]:
        """The row with that number, and whether it was made now. Two seeds at once make it once."""
        row, is_new = model._default_manager.get_or_create(id=UUID(seeded(number)), defaults=values)
        self.stdout.write(f"{model.__name__} {row.pk} {'made' if is_new else 'is there'}")
        return row, is_new
