from uuid import UUID

from chassis.api.examples import seeded
from chassis.seeding import SeedCommand
from projects import events
from projects.actions.history import announce
from projects.models import Kind, Project, Task
from projects.statuses import Status
from vehicles.events import vehicle_registered
from vehicles.models import Vehicle
from workshop.models import DEFAULT_LOCATION_ID

CUSTOMER, TECHNICIAN, ADMIN = (UUID(seeded(number)) for number in (1, 2, 5))


class Command(SeedCommand):
    help = "Make the demo customer's car and a project with a task, in development only."

    def seed(self) -> None:
        car, is_new = self.make(
            Vehicle,
            11,
            owner_id=CUSTOMER,
            make="Toyota",
            model="Corolla",
            year=2020,
            plate="B SE 2020",
            plate_country="DE",
            color="blue",
            odometer_km=42_000,
        )
        if is_new:
            vehicle_registered(car)
        project, is_new = self.make(
            Project,
            12,
            vehicle=car,
            location_id=DEFAULT_LOCATION_ID,
            customer_id=CUSTOMER,
            kind=Kind.SERVICE,
            title="Brakes squeal",
            concern="Only when it is wet.",
            status=Status.APPROVED,
        )
        if is_new:
            announce(project, ADMIN)
        task, is_new = self.make(
            Task,
            13,
            project=project,
            title="Change the pads",
            assignee_id=TECHNICIAN,
            estimated_minutes=45,
            position=1,
        )
        if is_new:
            events.task_assigned(task, {"assignee_id": [None, TECHNICIAN]})
