from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("appointments", "0005_room_for_the_longest_name")]

    operations = [migrations.RemoveField("technician", "told_at")]
