import re

from django.db import migrations

from chassis.rewriting import rewriting


def code_in_form(code):
    """What service types can ask for: `hv--a_` was taken here, and nowhere else."""
    return re.sub("([_-])[_-]*", r"\1", code).strip("_-") or code


class Migration(migrations.Migration):
    dependencies = [("employees", "0004_names_in_order")]

    operations = [rewriting("employees", "Skill", code=code_in_form)]
