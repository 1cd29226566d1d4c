from django.db import migrations
from django.db.models import F


def authenticated_when_they_began(apps, schema_editor):
    """Of sessions from before it was noted, their person last showed who they are at their beginning."""
    sessions = apps.get_model("accounts", "Session").objects
    sessions.filter(authenticated_at__gt=F("created_at")).update(authenticated_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0013_second_factors_and_devices")]

    operations = [migrations.RunPython(authenticated_when_they_began, migrations.RunPython.noop)]
