from django.db import migrations

from chassis.database.operations import RenameConstraint


class Migration(migrations.Migration):
    dependencies = [("employees", "0006_as_of")]

    operations = [
        RenameConstraint("skill", "each_skill_once", "unique_employee_skill"),
    ]
