from django.db import migrations

from chassis.database.operations import RenameConstraint


class Migration(migrations.Migration):
    dependencies = [("appointments", "0006_the_inbox_orders_news")]

    operations = [
        RenameConstraint("servicetype", "one_service_type_a_code", "unique_service_type_code"),
        RenameConstraint("bay", "one_bay_a_name", "unique_bay_name"),
        RenameConstraint("allocation", "one_use_of_a_resource_at_a_time", "allocations_do_not_overlap"),
    ]
