import logging

from django.db import migrations, models

from vehicles import plates

log = logging.getLogger(__name__)


def write_in_one_form(apps, schema_editor):
    """Give each plate its one form. Of several vehicles that then have the same, the first keeps it.

    The others are without a plate, and the log names them: which of them it is, only people know.
    """
    vehicles = apps.get_model("vehicles", "Vehicle").objects
    taken = set()
    for vehicle in vehicles.order_by("id").iterator():
        plate = plates.shown(vehicle.plate)
        key = plates.key(plate)
        if vehicle.removed_at is None and key in taken:
            log.warning("Vehicle %s has the plate of another, %s; it is without one now.", vehicle.pk, plate)
            plate = ""
        elif vehicle.removed_at is None:
            taken.add(key)
        if plate != vehicle.plate:
            vehicles.filter(pk=vehicle.pk).update(plate=plate)


class Migration(migrations.Migration):
    dependencies = [("vehicles", "0002_an_index_for_each_ordering")]

    operations = [
        migrations.RemoveConstraint(model_name="vehicle", name="one_vehicle_a_plate"),
        migrations.AlterField(
            model_name="vehicle", name="plate", field=models.CharField(blank=True, max_length=15)
        ),
        migrations.RunPython(write_in_one_form, migrations.RunPython.noop),
        migrations.AddField(
            model_name="vehicle",
            name="plate_country",
            field=models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="vehicle",
            name="plate_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=plates.key_column(),
                output_field=models.CharField(max_length=30),
            ),
        ),
        migrations.AddConstraint(
            model_name="vehicle",
            constraint=models.UniqueConstraint(
                models.F("plate_key"),
                models.F("plate_country"),
                condition=models.Q(removed_at__isnull=True) & ~models.Q(plate_key=""),
                name="one_vehicle_a_plate",
            ),
        ),
    ]
