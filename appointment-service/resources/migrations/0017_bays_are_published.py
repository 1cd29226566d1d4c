from django.db import migrations

from chassis.events import emit


def publish_each(apps, schema_editor):
    """So that services which subscribe to bays only now know those of before.

    Each is read under a lock: old replicas change some meanwhile, and the last news must not be of before.
    """
    for bay in apps.get_model("resources", "Bay").objects.order_by("id").select_for_update():
        data = {name: getattr(bay, name) for name in ("name", "kind", "is_active")}
        data |= {"bay_id": str(bay.id), "location_id": str(bay.location_id)}
        emit("bay.changed.v1", subject=bay.id, data=data)


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0016_logo_of_a_location"),
        ("events", "0006_words_of_the_field"),
    ]

    operations = [
        migrations.RunPython(publish_each, migrations.RunPython.noop),
    ]
