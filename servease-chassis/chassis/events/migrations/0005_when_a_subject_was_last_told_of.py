from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0004_what_was_dropped")]

    operations = [
        migrations.AddField(
            model_name="subjectversion",
            name="occurred_at",
            field=models.DateTimeField(null=True),
        ),
    ]
