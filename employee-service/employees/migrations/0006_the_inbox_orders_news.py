from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("employees", "0005_skills_by_one_pattern")]

    operations = [migrations.RemoveField("employee", "account_told_at")]
