"""What a migration may do beside Django's own operations."""

from typing import Any

from django.db.migrations.operations.base import Operation


class RenameConstraint(Operation):
    """Give a unique or exclusion constraint another name. Django would drop it and check all rows anew.

    PostgreSQL keeps both as an index, and renames a constraint with its index.
    """

    reversible = True

    def __init__(self, model_name: str, old_name: str, new_name: str) -> None:
        self.model_name, self.old_name, self.new_name = model_name, old_name, new_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        name = self.model_name.lower()
        options = state.models[app_label, name].options
        options["constraints"] = [self._renamed(one) for one in options["constraints"]]
        state.reload_model(app_label, name, delay=True)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._rename(schema_editor, self.old_name, self.new_name)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._rename(schema_editor, self.new_name, self.old_name)

    def describe(self) -> str:
        return f"Rename constraint {self.old_name} of {self.model_name} to {self.new_name}"

    def _rename(self, schema_editor: Any, old: str, new: str) -> None:
        schema_editor.execute(
            f"ALTER INDEX {schema_editor.quote_name(old)} RENAME TO {schema_editor.quote_name(new)}"
        )

    def _renamed(self, constraint: Any) -> Any:
        if constraint.name != self.old_name:
            return constraint
        _, arguments, options = constraint.deconstruct()
        return type(constraint)(*arguments, **{**options, "name": self.new_name})
