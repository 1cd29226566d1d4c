from django.db import migrations

from chassis.database.operations import RenameConstraint


class Migration(migrations.Migration):
    dependencies = [("projects", "0006_names_in_order")]

    operations = [
        RenameConstraint("project", "one_project_an_appointment", "unique_project_appointment"),
        RenameConstraint("task", "one_task_a_position", "unique_task_position"),
    ]
