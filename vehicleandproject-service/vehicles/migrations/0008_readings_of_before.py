from django.db import migrations

# What was known of each vehicle is its first reading; who noted it, and when, nobody kept.
CARRY = """
INSERT INTO vehicles_odometerreading
    (id, created_at, updated_at, vehicle_id, value, unit, km, distance_km, read_at, exchanged, reason)
SELECT gen_random_uuid(), now(), now(), id, odometer_km, 'km', odometer_km, odometer_km, created_at, false, ''
FROM vehicles_vehicle WHERE odometer_km > 0
"""
DISTANCE = "UPDATE vehicles_vehicle SET distance_km = odometer_km WHERE odometer_km > 0"


class Migration(migrations.Migration):
    dependencies = [("vehicles", "0007_odometer_readings")]

    operations = [
        migrations.RunSQL(CARRY, migrations.RunSQL.noop),
        migrations.RunSQL(DISTANCE, migrations.RunSQL.noop),
    ]
