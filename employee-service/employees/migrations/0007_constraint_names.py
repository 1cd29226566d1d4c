from django.db import migrations

from chassis.database.operations import RenameConstraint


class Migration(migrations.Migration):
    dependencies = [("employees", "0006_the_inbox_orders_news")]

    operations = [
        RenameConstraint("skill", "each_skill_once", "unique_employee_skill"),
    ]
