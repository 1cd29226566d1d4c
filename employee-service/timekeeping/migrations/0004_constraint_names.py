from django.db import migrations

from chassis.database.operations import RenameConstraint


class Migration(migrations.Migration):
    dependencies = [("timekeeping", "0003_an_index_for_each_ordering")]

    operations = [
        RenameConstraint("timelog", "one_running_timer", "unique_running_timer"),
        RenameConstraint("timesegment", "nobody_works_twice_at_once", "segments_do_not_overlap"),
    ]
