import django.contrib.postgres.fields
from django.db import migrations, models


def put_staff_into_groups(apps, schema_editor):
    """Everybody stays what they were: employees technicians, admins admins."""
    accounts = apps.get_model("accounts", "Account").objects
    accounts.filter(role="employee").update(groups=["technician"])
    accounts.filter(role="admin").update(groups=["admin"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="groups",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="rights",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(put_staff_into_groups, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("groups", []), ("role", "customer")),
                    models.Q(
                        ("groups__contained_by", ["technician", "foreman", "adviser", "office"]),
                        ("groups__len__gt", 0),
                        ("role", "employee"),
                    ),
                    models.Q(("groups", ["admin"]), ("role", "admin")),
                    _connector="OR",
                ),
                name="account_is_in_groups_of_its_role",
            ),
        ),
    ]
