from django.db import migrations, models

from chassis.fields import address_in_form
from chassis.phones import phone_in_form
from chassis.rewriting import rewriting
from chassis.text import composed


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_an_index_for_each_ordering"),
    ]

    operations = [
        rewriting(
            "customers",
            "Customer",
            first_name=composed,
            last_name=composed,
            company=composed,
            city=composed,
            email=address_in_form,
            phone=phone_in_form,
            emergency_contact_phone=phone_in_form,
        ),
        migrations.AlterField(
            model_name="customer",
            name="city",
            field=models.CharField(blank=True, db_collation="und-x-icu", max_length=100),
        ),
        migrations.AlterField(
            model_name="customer",
            name="company",
            field=models.CharField(blank=True, db_collation="und-x-icu", max_length=100),
        ),
        migrations.AlterField(
            model_name="customer",
            name="first_name",
            field=models.CharField(blank=True, db_collation="und-x-icu", max_length=100),
        ),
        migrations.AlterField(
            model_name="customer",
            name="last_name",
            field=models.CharField(blank=True, db_collation="und-x-icu", max_length=100),
        ),
    ]
