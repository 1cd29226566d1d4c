"""What is lent when, as the rows say it."""

from appointments.models import Allocation, ResourceKind
from resources.models import Lendable


def uses():
    """Which car is lent when, as the clock of UTC shows it."""
    rows = Allocation.objects.filter(kind=ResourceKind.LENDABLE).order_by("during")
    names = dict(Lendable.objects.values_list("id", "name"))
    return [
        (names[one.resource_id], f"{one.during.lower:%d %H:%M}", f"{one.during.upper:%d %H:%M}")
        for one in rows
    ]
