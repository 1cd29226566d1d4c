from django.db import migrations

CARRY = """
UPDATE projects_project SET agreed_lines = agreed.lines FROM (
    SELECT estimate.project_id, count(*) AS lines
    FROM estimates_line AS line
    JOIN estimates_job AS job ON job.id = line.job_id
    JOIN estimates_estimate AS estimate ON estimate.id = job.estimate_id
    WHERE line.decision = 'authorised' GROUP BY 1
) AS agreed WHERE agreed.project_id = projects_project.id
"""


class Migration(migrations.Migration):
    """Count what was agreed to before the projects had a column for it."""

    dependencies = [
        ("estimates", "0005_caps"),
        ("projects", "0016_invoices_of_a_project"),
    ]

    operations = [migrations.RunSQL(CARRY, migrations.RunSQL.noop)]
