from django.db import migrations


def forget_what_is_not_secure(apps, schema_editor):
    """Whoever looks at a card asks for its picture: over https or not at all."""
    pictures = apps.get_model("profiles", "Profile").objects.exclude(avatar_url="")
    pictures.exclude(avatar_url__istartswith="https://").update(avatar_url="")


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_names_and_language_tags")]

    operations = [migrations.RunPython(forget_what_is_not_secure, migrations.RunPython.noop)]
