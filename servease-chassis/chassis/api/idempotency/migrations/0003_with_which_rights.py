from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("idempotency", "0002_subject_and_age")]

    operations = [
        migrations.AddField(
            model_name="storedreply",
            name="rights",
            field=models.PositiveIntegerField(null=True),
        ),
    ]
