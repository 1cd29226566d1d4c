"""A service that is done sets its reminders anew."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from projects.models import Project
from service_plans.actions.due import announce, locked_of, set_due
from service_plans.clock import today
from service_plans.models import Completion
from vehicles.odometer import readings_around


def service_done(project_id: UUID, instant: datetime) -> None:
    """Set anew the reminders of what a project has done.

    Rule: when the work of a project is done, the reminders of its services count from that day, by the clock
    of its location, and from how far the vehicle had come by then; once for a project, and never backwards.
    """
    with transaction.atomic():
        project = Project.objects.select_related("vehicle", "location").get(pk=project_id)
        if not project.services:
            return
        done_on = project.location.date_of(instant)
        before = readings_around(project.vehicle, instant).before
        done_km = before.distance_km if before else None
        for reminder in locked_of(project.vehicle_id):
            if reminder.service_type not in project.services:
                continue
            done = {"done_on": done_on, "done_km": done_km}
            _, is_new = Completion.objects.get_or_create(reminder=reminder, project=project, defaults=done)
            if is_new and done_on >= reminder.last_done_on:
                reminder.last_done_on, reminder.last_done_km = done_on, done_km
                set_due(reminder)
                reminder.save()
                announce(project.vehicle, [reminder], today())
