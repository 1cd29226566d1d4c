from django.db import migrations, models

from chassis.fields import address_in_form
from chassis.phones import phone_in_form
from chassis.rewriting import rewriting
from chassis.text import composed


class Migration(migrations.Migration):
    dependencies = [
        ("employees", "0003_an_index_for_each_ordering"),
    ]

    operations = [
        rewriting(
            "employees",
            "Employee",
            first_name=composed,
            last_name=composed,
            job_title=composed,
            email=address_in_form,
            phone=phone_in_form,
        ),
        migrations.AlterField(
            model_name="employee",
            name="first_name",
            field=models.CharField(blank=True, db_collation="und-x-icu", max_length=150),
        ),
        migrations.AlterField(
            model_name="employee",
            name="job_title",
            field=models.CharField(blank=True, db_collation="und-x-icu", max_length=100),
        ),
        migrations.AlterField(
            model_name="employee",
            name="last_name",
            field=models.CharField(blank=True, db_collation="und-x-icu", max_length=150),
        ),
    ]
