from django.db import migrations

# Series of before there were several services in one name theirs.
NAME_THEM = """
    UPDATE series_series AS series SET services = ARRAY[service_type.code]
    FROM appointments_servicetype AS service_type
    WHERE service_type.id = series.service_type_id AND series.services = '{}'
"""


class Migration(migrations.Migration):
    dependencies = [("series", "0002_of_several_services")]

    operations = [migrations.RunSQL(NAME_THEM, migrations.RunSQL.noop)]
