from django.db import migrations, models

from chassis.fields import address_in_form
from chassis.phones import phone_in_form
from chassis.rewriting import rewriting
from chassis.text import composed


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_an_index_for_each_ordering"),
    ]

    operations = [
        rewriting(
            "accounts",
            "Account",
            first_name=composed,
            last_name=composed,
            email=address_in_form,
            phone=phone_in_form,
        ),
        migrations.AlterField(
            model_name="account",
            name="first_name",
            field=models.CharField(db_collation="und-x-icu", max_length=80),
        ),
        migrations.AlterField(
            model_name="account",
            name="last_name",
            field=models.CharField(blank=True, db_collation="und-x-icu", max_length=80),
        ),
    ]
