from django.db import migrations, models

from chassis.rewriting import rewriting
from chassis.text import composed


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0003_pictures_over_https"),
    ]

    operations = [
        rewriting(
            "profiles",
            "Profile",
            display_name=composed,
        ),
        migrations.AlterField(
            model_name="profile",
            name="display_name",
            field=models.CharField(blank=True, db_collation="und-x-icu", max_length=100),
        ),
    ]
