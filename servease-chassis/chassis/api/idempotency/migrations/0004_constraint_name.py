from django.db import migrations

from chassis.database.operations import RenameConstraint


class Migration(migrations.Migration):
    dependencies = [("idempotency", "0003_with_which_rights")]

    operations = [
        RenameConstraint("storedreply", "one_reply_an_idempotency_key", "unique_reply_idempotency_key"),
    ]
