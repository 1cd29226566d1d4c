from django.db import migrations


class Migration(migrations.Migration):
    """Names in the code alone: the tables keep theirs."""

    dependencies = [("events", "0005_when_a_subject_was_last_told_of")]

    operations = [
        migrations.RenameModel("NewestHeard", "NewestHandled"),
        migrations.RenameModel("FirstListened", "FirstSubscribed"),
    ]
