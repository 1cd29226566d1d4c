from django.db import migrations, models

from chassis.rewriting import rewriting
from chassis.text import composed


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0005_newest_news_only"),
    ]

    operations = [
        rewriting(
            "projects",
            "Task",
            title=composed,
        ),
        rewriting(
            "projects",
            "Project",
            title=composed,
        ),
        migrations.AlterField(
            model_name="project",
            name="title",
            field=models.CharField(db_collation="und-x-icu", max_length=200),
        ),
        migrations.AlterField(
            model_name="task",
            name="title",
            field=models.CharField(db_collation="und-x-icu", max_length=200),
        ),
    ]
