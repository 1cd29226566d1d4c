from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("appointments", "0004_names_in_order_and_decimals"),
    ]

    operations = [
        migrations.AlterField(
            model_name="technician",
            name="name",
            field=models.CharField(max_length=301),
        ),
    ]
