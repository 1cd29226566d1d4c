from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import migrations

from accounts.signing import cipher


def seal_anew(apps, schema_editor):
    """Keys that SECRET_KEY sealed, which all services know, are sealed by SIGNING_SECRET; nobody is signed out."""
    for key in apps.get_model("accounts", "SigningKey").objects.all():
        try:
            private = cipher(settings.SECRET_KEY).decrypt(bytes(key.encrypted_private_key))
        except InvalidToken:
            continue
        key.encrypted_private_key = cipher(settings.SIGNING_SECRET).encrypt(private)
        key.save(update_fields=["encrypted_private_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_groups_and_rights"),
    ]

    operations = [
        migrations.RunPython(seal_anew, migrations.RunPython.noop),
    ]
