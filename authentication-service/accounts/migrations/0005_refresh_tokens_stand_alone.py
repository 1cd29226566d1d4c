from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_grace_of_refresh_tokens"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="refreshtoken", name="one_follower_a_refresh_token"),
        migrations.RemoveField(model_name="refreshtoken", name="follows"),
        migrations.AlterField(
            model_name="refreshtoken",
            name="used_at",
            field=models.DateTimeField(db_index=True, null=True),
        ),
    ]
