"""What another system knew becomes what this one knows."""

from imports.actions.batches import go_on
from imports.actions.uploads import SHEETS, begin_import

__all__ = ["SHEETS", "begin_import", "go_on"]
