from django.db import migrations, models

# What was followed by another token was used when that one was made.
NOTE_USE = """
UPDATE accounts_refreshtoken AS used SET used_at = follower.created_at, uses = 1
FROM accounts_refreshtoken AS follower WHERE follower.follows_id = used.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_seal_signing_keys_anew"),
    ]

    operations = [
        migrations.AddField(
            model_name="refreshtoken",
            name="used_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="refreshtoken",
            name="uses",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunSQL(NOTE_USE, migrations.RunSQL.noop),
    ]
