from django.db import migrations

from chassis.database.operations import RenameConstraint


class Migration(migrations.Migration):
    dependencies = [("vehicles", "0004_names_in_order")]

    operations = [
        RenameConstraint("vehicle", "one_vehicle_a_plate", "unique_vehicle_plate"),
        RenameConstraint("vehicle", "one_vehicle_a_vin", "unique_vehicle_vin"),
    ]
