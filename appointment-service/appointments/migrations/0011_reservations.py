import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import chassis.models
from chassis.money import as_text

# Each appointment and hold gets a reservation with its own id.
MAKE_RESERVATIONS = """
    INSERT INTO appointments_reservation (id, state, expires_at)
        SELECT id, 'booked', NULL FROM appointments_appointment
        UNION ALL SELECT id, 'held', expires_at FROM appointments_hold;
    UPDATE appointments_appointment SET reservation_id = id;
    UPDATE appointments_hold SET reservation_id = id;
    UPDATE appointments_allocation AS taken SET reservation_id = reservation.id, expires_at = reservation.expires_at
        FROM appointments_reservation AS reservation
        WHERE reservation.id = coalesce(taken.appointment_id, taken.hold_id);
    SET CONSTRAINTS ALL IMMEDIATE;
"""
KEEP_WHAT_WAS_SOLD = """
    UPDATE appointments_appointment SET services = jsonb_build_array(jsonb_build_object(
        'service_type', %s::text,
        'name', %s::text,
        'duration_minutes', (extract(epoch FROM "end" - start) / 60)::integer,
        'price', jsonb_build_object('amount', %s::text, 'currency', %s::text),
        'start', to_char(start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'end', to_char("end" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'bay_id', bay_id,
        'employee_id', employee_id
    )) WHERE service_type_id = %s
"""


def keep_what_was_sold(apps, schema_editor):
    """What it cost then is not known any more: the price is the one of today."""
    with schema_editor.connection.cursor() as cursor:
        for sold in apps.get_model("resources", "ServiceType").objects.all():
            amount, currency = as_text(sold.price_amount, sold.price_currency), sold.price_currency
            cursor.execute(KEEP_WHAT_WAS_SOLD, [sold.code, sold.name, amount, currency, sold.id])


class Migration(migrations.Migration):
    dependencies = [("appointments", "0010_locations")]

    operations = [
        migrations.CreateModel(
            name="Reservation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=chassis.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "Held"),
                            ("booked", "Booked"),
                            ("offered", "Offered"),
                            ("blocked", "Blocked"),
                        ],
                        max_length=20,
                    ),
                ),
                ("expires_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(("expires_at__isnull", False)),
                        fields=["expires_at"],
                        name="reservations_that_expire",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("state__in", ["held", "booked", "offered", "blocked"])),
                        name="reservations_have_a_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expires_at__isnull", False),
                                ("state__in", ("held", "offered")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("held", "offered")), _negated=True),
                                ("expires_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="reservations_for_a_while_expire",
                    ),
                ],
            },
        ),
        *(
            migrations.AddField(
                model_name=model,
                name="reservation",
                field=models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    to="appointments.reservation",
                ),
            )
            for model in ("appointment", "hold")
        ),
        migrations.AddField(
            model_name="allocation",
            name="reservation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="allocations",
                to="appointments.reservation",
            ),
        ),
        migrations.AddField("allocation", "expires_at", models.DateTimeField(null=True)),
        migrations.AddField("appointment", "services", models.JSONField(db_default=[], default=list)),
        migrations.RunSQL(MAKE_RESERVATIONS, migrations.RunSQL.noop),
        migrations.RunPython(keep_what_was_sold, migrations.RunPython.noop),
        *(
            migrations.AlterField(
                model_name=model,
                name="reservation",
                field=models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, to="appointments.reservation"
                ),
            )
            for model in ("appointment", "hold")
        ),
        migrations.AlterField(
            model_name="allocation",
            name="reservation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="allocations",
                to="appointments.reservation",
            ),
        ),
        migrations.RemoveConstraint("allocation", "allocations_have_one_taker"),
        migrations.RemoveField("allocation", "appointment"),
        migrations.RemoveField("allocation", "hold"),
        migrations.RemoveField("hold", "expires_at"),
    ]
