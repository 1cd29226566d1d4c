from django.db import migrations, models

from chassis.rewriting import rewriting
from chassis.text import composed


class Migration(migrations.Migration):
    dependencies = [
        ("vehicles", "0003_plates_in_one_form"),
    ]

    operations = [
        rewriting(
            "vehicles",
            "Vehicle",
            make=composed,
            model=composed,
        ),
        migrations.AlterField(
            model_name="vehicle",
            name="make",
            field=models.CharField(db_collation="und-x-icu", max_length=50),
        ),
        migrations.AlterField(
            model_name="vehicle",
            name="model",
            field=models.CharField(db_collation="und-x-icu", max_length=50),
        ),
    ]
