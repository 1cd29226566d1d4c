from django.db import migrations

from chassis.events import emit_together

AT_ONCE = 1000


def publish_each(apps, schema_editor):
    """So that services which subscribe to accounts only now know those of before.

    Each is read under a lock: old replicas change some meanwhile, and the last news must not be of before.
    A database that has published nothing is new: its accounts are published as they come.
    """
    if not apps.get_model("events", "SubjectVersion").objects.exists():
        return
    accounts = apps.get_model("accounts", "Account").objects.order_by("id")
    ids = list(accounts.values_list("id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        batch = accounts.filter(id__in=ids[start : start + AT_ONCE]).select_for_update()
        emit_together("account.changed.v1", {account.id: _payload(account) for account in batch})


def _payload(account):
    published = (
        "email", "first_name", "last_name", "phone", "role", "groups", "is_active", "has_login", "phone_verified",
        "email_verified",
    )  # fmt: skip
    return {"account_id": str(account.id), **{name: getattr(account, name) for name in published}}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_whether_a_phone_is_verified"),
        ("events", "0006_words_of_the_field"),
    ]

    operations = [migrations.RunPython(publish_each, migrations.RunPython.noop)]
