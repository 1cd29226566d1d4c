from django.db import migrations, models

STATUSES = [
    ("pending", "Pending"),
    ("confirmed", "Confirmed"),
    ("checked_in", "Checked In"),
    ("in_progress", "In Progress"),
    ("completed", "Completed"),
    ("cancelled", "Cancelled"),
    ("no_show", "No Show"),
    ("expired", "Expired"),
]


def keep_among_the_staff(apps, schema_editor):
    """Why a check-in was on another day, and whom an appointment was assigned to, was never the customer's."""
    lines = apps.get_model("appointments", "AppointmentTransition").objects
    internal = models.Q(to_status="checked_in") | models.Q(
        from_status=models.F("to_status"), reason__startswith="assigned to "
    )
    lines.filter(internal).update(reason_visibility="internal")


class Migration(migrations.Migration):
    dependencies = [("appointments", "0002_an_index_for_each_ordering")]

    operations = [
        migrations.AddField(
            model_name="appointmenttransition",
            name="reason_visibility",
            field=models.CharField(
                choices=[("customer", "Customer"), ("internal", "Internal")],
                default="customer",
                max_length=20,
            ),
        ),
        migrations.RunPython(keep_among_the_staff, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="appointment",
            name="status",
            field=models.CharField(choices=STATUSES, default="pending", max_length=20),
        ),
        migrations.AlterField(
            model_name="appointmenttransition",
            name="from_status",
            field=models.CharField(choices=STATUSES, max_length=20, null=True),
        ),
        migrations.AlterField(
            model_name="appointmenttransition",
            name="to_status",
            field=models.CharField(choices=STATUSES, max_length=20),
        ),
        migrations.RemoveConstraint(model_name="appointment", name="appointments_have_a_status"),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(status__in=[value for value, _ in STATUSES]),
                name="appointments_have_a_status",
            ),
        ),
        migrations.RemoveIndex(model_name="hold", name="holds_of_a_holder"),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(fields=["holder_id", "start", "id"], name="holds_of_a_holder_by_start"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(status="pending"), fields=["end"], name="bookings_to_be_answered"
            ),
        ),
    ]
