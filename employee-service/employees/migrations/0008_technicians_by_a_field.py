from django.db import migrations, models


def technicians_by_their_hours(apps, schema_editor):
    """Whoever has working hours is who appointments were given to until now."""
    apps.get_model("employees", "Employee").objects.filter(working_hours__isnull=False).update(
        is_technician=True
    )


class Migration(migrations.Migration):
    dependencies = [("employees", "0007_constraint_names")]

    operations = [
        migrations.AddField(
            model_name="employee",
            name="is_technician",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddIndex(
            model_name="employee",
            index=models.Index(fields=["is_active", "-id"], name="employees_who_are_active"),
        ),
        migrations.AddIndex(
            model_name="employee",
            index=models.Index(fields=["is_technician", "-id"], name="employees_who_are_technicians"),
        ),
        migrations.RunPython(technicians_by_their_hours, migrations.RunPython.noop),
    ]
