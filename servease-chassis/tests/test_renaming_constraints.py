"""A constraint is renamed where it stands: no row is checked anew, and none is unchecked meanwhile."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from chassis.database.operations import RenameConstraint

BEFORE, AFTER = "one_reply_an_idempotency_key", "unique_reply_idempotency_key"
RENAME = RenameConstraint("storedreply", BEFORE, AFTER)


def constraint() -> tuple[str, int]:
    """Its name, and the id that tells whether it is still the same one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, oid FROM pg_constraint"
            " WHERE conrelid = 'idempotency_storedreply'::regclass AND contype = 'u'"
        )
        [(name, identity)] = cursor.fetchall()
    return name, identity


@pytest.mark.django_db
def test_the_constraint_stays_and_has_another_name_forwards_and_backwards():
    name, identity = constraint()
    assert name == AFTER
    with connection.schema_editor() as editor:
        RENAME.database_backwards("idempotency", editor, None, None)
    assert constraint() == (BEFORE, identity)
    with connection.schema_editor() as editor:
        RENAME.database_forwards("idempotency", editor, None, None)
    assert constraint() == (AFTER, identity)


@pytest.mark.django_db
def test_the_models_of_the_next_migration_know_the_name():
    loader = MigrationExecutor(connection).loader
    state = loader.project_state(("idempotency", "0003_with_which_rights"))
    RENAME.state_forwards("idempotency", state)
    [renamed] = state.apps.get_model("idempotency", "StoredReply")._meta.constraints
    assert (renamed.name, renamed.fields) == (AFTER, ("account_id", "key"))
