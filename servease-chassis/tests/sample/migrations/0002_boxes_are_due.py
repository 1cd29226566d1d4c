from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sample", "0001_initial")]

    operations = [
        migrations.AddField("box", "facts", models.JSONField(default=dict)),
        migrations.AddField("box", "due_at", models.DateTimeField(null=True)),
        migrations.AddIndex("box", models.Index(fields=["owner_id", "id"], name="boxes_of_an_owner")),
        migrations.AddIndex("box", models.Index(fields=["owner_id", "weight", "id"], name="boxes_by_weight")),
        migrations.AddIndex("box", models.Index(fields=["owner_id", "due_at", "id"], name="boxes_by_due_at")),
    ]
