from django.db import migrations

from chassis.database.operations import RenameConstraint


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_names_in_order")]

    operations = [
        RenameConstraint("account", "one_account_an_email", "unique_account_email"),
    ]
