from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("appointments", "0003_reasons_and_expiry"),
    ]

    operations = [
        migrations.AlterField(
            model_name="bay",
            name="name",
            field=models.CharField(db_collation="und-x-icu", max_length=50),
        ),
        migrations.AlterField(
            model_name="servicetype",
            name="name",
            field=models.CharField(db_collation="und-x-icu", max_length=100),
        ),
        migrations.AlterField(
            model_name="servicetype",
            name="price_amount",
            field=models.DecimalField(decimal_places=4, max_digits=14),
        ),
    ]
