from django.db import migrations

from chassis.events import emit_together

AT_ONCE = 1000


def publish_each(apps, schema_editor):
    """So that services which subscribe to profiles only now know those of before.

    Each is read under a lock: old replicas change some meanwhile, and the last news must not be of before.
    A database that has published nothing is new: its profiles are published as they come.
    """
    if not apps.get_model("events", "SubjectVersion").objects.exists():
        return
    profiles = apps.get_model("profiles", "Profile").objects.order_by("id")
    ids = list(profiles.values_list("id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        batch = profiles.filter(id__in=ids[start : start + AT_ONCE]).select_for_update()
        emit_together("profile.changed.v1", {profile.id: _payload(profile) for profile in batch})


def _payload(profile):
    return {
        "account_id": str(profile.id),
        "display_name": profile.display_name,
        "locale": profile.locale,
        "time_zone": profile.time_zone,
    }


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0004_names_in_order"),
        ("events", "0006_words_of_the_field"),
    ]

    operations = [migrations.RunPython(publish_each, migrations.RunPython.noop)]
