from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("employees", "0011_time_off"),
    ]

    operations = [
        migrations.AddField(
            model_name="skill",
            name="certificate_number",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddField(
            model_name="skill",
            name="issued_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="skill",
            name="issuer",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gte", models.F("issued_on"))),
                name="certificates_expire_after_their_issue",
            ),
        ),
    ]
