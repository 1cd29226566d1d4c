from django.db import migrations, models
from django.utils import timezone

# Those to come and under way. Where they overlap already, whichever was booked first has the vehicle.
TAKE_VEHICLES = """
    INSERT INTO appointments_allocation (resource_id, kind, during, reservation_id)
        SELECT vehicle_id, 'vehicle', tstzrange(start, "end", '[)'), reservation_id
        FROM appointments_appointment
        WHERE status IN ('pending', 'confirmed', 'checked_in', 'in_progress') AND "end" > %s
        ORDER BY id
    ON CONFLICT DO NOTHING
"""


def take_vehicles(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(TAKE_VEHICLES, [timezone.now()])


def let_vehicles_go(apps, schema_editor):
    apps.get_model("appointments", "Allocation").objects.filter(kind="vehicle").delete()


class Migration(migrations.Migration):
    dependencies = [("appointments", "0017_visits_of_several_services")]

    operations = [
        migrations.AlterField(
            model_name="allocation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("vehicle", "Vehicle"),
                    ("bay", "Bay"),
                    ("equipment", "Equipment"),
                    ("technician", "Technician"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunPython(take_vehicles, let_vehicles_go),
    ]
