"""Rows of development that the documentation's examples name, so that one can try those out as they stand."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from chassis.api.examples import seeded

Row = TypeVar("Row", bound=models.Model)


class SeedCommand(BaseCommand):
    """A service's `manage.py seed`, in development only. What is there already stays as it is.

    It is in the first app that has rows; apps after it add theirs by `also_seeds`.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("seed makes rows whose ids everybody knows; it needs DEBUG=true.")
        with transaction.atomic():
            self.seed()
            for seed in _also:
                seed(self)

    def seed(self) -> None:
        raise NotImplementedError

    def make(self, model: type[Row], number: int, /, **values: Any) -> tuple[Row, bool]:
        """The row with that number, and whether it was made now. Two seeds at once make it once."""
        row, is_new = model._default_manager.get_or_create(id=UUID(seeded(number)), defaults=values)
        self.stdout.write(f"{model.__name__} {row.pk} {'made' if is_new else 'is there'}")
        return row, is_new


Seed = Callable[[SeedCommand], None]
_also: list[Seed] = []


def also_seeds(seed: Seed) -> Seed:
    """Let `manage.py seed` do this too; the module is imported when its app is ready."""
    _also.append(seed)
    return seed
