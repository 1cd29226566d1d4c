from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from chassis.api.examples import seeded
from chassis.seeding import SeedCommand
from employees.models import Employee, TimeOff
from employees.statuses import TimeOffStatus
from timekeeping.models import TimeLog
from timekeeping.statuses import Status

TECHNICIAN, PROJECT, TASK = (UUID(seeded(number)) for number in (2, 12, 13))


class Command(SeedCommand):
    help = "Make an hour that the demo technician worked and a week off asked for, in development only."

    def seed(self) -> None:
        if not Employee.objects.filter(pk=TECHNICIAN).exists():
            self.stdout.write("The demo technician is not here, or was made with another id.")
            return
        self._make_hour()
        self._ask_for_a_week_off()

    def _make_hour(self) -> None:
        began = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=30)
        ended = began + timedelta(hours=1)
        log, is_new = self.make(
            TimeLog,
            51,
            employee_id=TECHNICIAN,
            task_id=TASK,
            task_title="Change the pads",
            project_id=PROJECT,
            status=Status.STOPPED,
            source=TimeLog.Source.MANUAL,
            started_at=began,
            stopped_at=ended,
            duration_seconds=3600,
        )
        if is_new:
            log.segments.create(employee_id=TECHNICIAN, started_at=began, ended_at=ended)

    def _ask_for_a_week_off(self) -> None:
        """Half a year ahead, where nobody books yet should somebody approve it."""
        start = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=182)
        self.make(
            TimeOff,
            52,
            employee_id=TECHNICIAN,
            start=start,
            end=start + timedelta(days=7),
            note="A week in the mountains.",
            status=TimeOffStatus.PENDING,
            requested_by=TECHNICIAN,
        )
