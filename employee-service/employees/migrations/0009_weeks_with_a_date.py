import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import chassis.models


class Migration(migrations.Migration):
    dependencies = [("employees", "0008_technicians_by_a_field")]

    # What is there becomes the first week of its employee, and so does what an old replica still writes.

    operations = [
        migrations.CreateModel(
            name="WorkingWeek",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=chassis.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("valid_from", models.DateField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="workinghours",
            name="working_hours_do_not_overlap",
        ),
        migrations.AddField(
            model_name="workinghours",
            name="valid_from",
            field=models.DateField(db_default=datetime.date(1, 1, 1), default=datetime.date(1, 1, 1)),
        ),
        migrations.AddConstraint(
            model_name="workinghours",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("employee", "="),
                    ("valid_from", "="),
                    ("weekday", "="),
                    (
                        models.Func(
                            "start_minute",
                            "end_minute",
                            function="int4range",
                            output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="working_hours_do_not_overlap",
            ),
        ),
        migrations.AddField(
            model_name="workingweek",
            name="employee",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="working_weeks",
                to="employees.employee",
            ),
        ),
        migrations.AddConstraint(
            model_name="workingweek",
            constraint=models.UniqueConstraint(
                fields=("employee", "valid_from"), name="unique_working_week_date"
            ),
        ),
    ]
