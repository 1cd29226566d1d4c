from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0003_locations"),
    ]

    operations = [
        migrations.AddField(
            model_name="technician",
            name="exceptions",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="technician",
            name="time_off",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="technician",
            name="weeks",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
