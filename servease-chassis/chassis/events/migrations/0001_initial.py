import django.core.serializers.json
import django.db.models.functions.datetime
import django.utils.timezone
from django.db import migrations, models

import chassis.models

# The call goes out when the transaction commits, once however many events it holds.
CALL_THE_RELAY = """
CREATE FUNCTION events_call_the_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('events_outbox', '');
    RETURN NULL;
END $$;
CREATE TRIGGER events_call_the_relay AFTER INSERT ON events_outbox
    FOR EACH STATEMENT EXECUTE FUNCTION events_call_the_relay();
"""
DROP = "DROP TRIGGER events_call_the_relay ON events_outbox; DROP FUNCTION events_call_the_relay();"


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DeadEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("event_id", models.UUIDField(default=chassis.models.new_id, unique=True)),
                ("name", models.TextField()),
                ("entry", models.JSONField()),
                ("error", models.TextField()),
                ("died_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "db_table": "events_dead",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="HandledEvent",
            fields=[
                ("event_id", models.UUIDField(primary_key=True, serialize=False)),
                ("handled_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "events_inbox",
            },
        ),
        migrations.CreateModel(
            name="OutgoingEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("event_id", models.UUIDField(default=chassis.models.new_id, unique=True)),
                ("name", models.TextField()),
                ("subject", models.TextField()),
                ("occurred_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("actor_id", models.TextField(blank=True, default="")),
                ("request_id", models.TextField(blank=True, default="")),
                ("data", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "events_outbox",
                "ordering": ("id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("published_at", None)),
                        fields=["id"],
                        name="events_outbox_unpublished",
                    )
                ],
            },
        ),
        migrations.RunSQL(CALL_THE_RELAY, DROP),
    ]
