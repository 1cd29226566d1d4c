"""Reads what need_and_presence.py compares: as many queries for a month as for a day."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from appointments.calendar_queries import opening_times
from appointments.local_time import Span, without
from appointments.models import Allocation, ResourceKind
from resources.models import Closure, Location, ServiceType, Technician
from rota.need_and_presence import Booked, Rota


def rota_of(location: Location, span: Span) -> Rota:
    """Of whole dates of a location, as its calendar stands now."""
    services = ServiceType.objects.filter(location=location)
    known = {
        code: (skill, sold)
        for code, skill, sold in services.values_list("code", "required_skill", "is_active")
    }
    technicians = list(Technician.objects.order_by("name", "id"))
    booked = _booked(location, {code: skill for code, (skill, _) in known.items()}, technicians, span)
    skills = {skill for skill, sold in known.values() if sold}
    return Rota(
        location=location,
        skills=sorted(skills | {one.skill for one in booked if one.skill is not None}),
        technicians=[who for who in technicians if who.is_active and who.is_technician],
        booked=booked,
        open_on=_open_on(location, span),
    )


def _open_on(location: Location, span: Span) -> Callable[[date], list[Span]]:
    times = opening_times(location, span)
    closures = Closure.objects.filter(location=location, start__lt=span.end, end__gt=span.start)
    closed = [Span(*closure) for closure in closures.values_list("start", "end")]
    return lambda day: without(times.on(day), closed)


def _booked(
    location: Location, skills: dict[str, str], technicians: list[Technician], span: Span
) -> list[Booked]:
    """What bookings have of all who ever worked, by the index of what each resource has."""
    rows = Allocation.objects.filter(
        resource_id__in=[who.id for who in technicians],
        kind=ResourceKind.TECHNICIAN,
        during__overlap=span,
        reservation__appointment__isnull=False,
    ).values_list(
        "resource_id", "during", "reservation__appointment__location_id",
        "reservation__appointment__service_type__code", "reservation__appointment__services",
    )  # fmt: skip
    return [
        Booked(
            Span(during.lower, during.upper),
            employee_id,
            skills[_service_of(employee_id, during, code, services)] if here == location.id else None,
        )
        for employee_id, during, here, code, services in rows
    ]


def _service_of(employee_id: UUID, during: Any, code: str, services: list[dict[str, Any]]) -> str:
    """For which of a visit's services it has this technician then."""
    for sold in services:
        begins = datetime.fromisoformat(sold["start"])
        if sold["employee_id"] == str(employee_id) and during.lower <= begins < during.upper:
            return str(sold["service_type"])
    return code
