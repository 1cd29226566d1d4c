import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import chassis.models


class Migration(migrations.Migration):
    dependencies = [
        ("employees", "0009_weeks_with_a_date"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExceptionalDay",
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
                ("date", models.DateField()),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exceptional_days",
                        to="employees.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="ExceptionalHours",
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
                ("start_minute", models.PositiveSmallIntegerField()),
                ("end_minute", models.PositiveSmallIntegerField()),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="working_hours",
                        to="employees.exceptionalday",
                    ),
                ),
            ],
            options={
                "ordering": ["start_minute"],
            },
        ),
        migrations.AddConstraint(
            model_name="exceptionalday",
            constraint=models.UniqueConstraint(fields=("employee", "date"), name="unique_exceptional_day"),
        ),
        migrations.AddConstraint(
            model_name="exceptionalhours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_minute__gt", models.F("start_minute")),
                    ("end_minute__lte", 1440),
                ),
                name="exceptional_hours_end_after_they_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="exceptionalhours",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("day", "="),
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
                name="exceptional_hours_do_not_overlap",
            ),
        ),
    ]
