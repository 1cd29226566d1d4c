from django.db import migrations

from chassis.database.operations import RenameConstraint


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    operations = [
        RenameConstraint(
            "notification", "one_notification_an_event_and_account", "unique_notification_event_account"
        ),
    ]
