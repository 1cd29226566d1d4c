"""What of the workshop's services an account may see."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from chassis.auth import Actor
from resources.models import ServiceType


def service_types_on_sale_for(actor: Actor) -> QuerySet[ServiceType]:
    """Rule: customers see what is sold, at locations that take bookings; staff see what no longer is, too."""
    service_types = ServiceType.objects.all()
    return service_types if actor.is_staff else service_types.filter(is_active=True, location__is_active=True)


def service_types_visible_to(actor: Actor) -> QuerySet[ServiceType]:
    """Rule: what a customer has booked they can read, also when it is sold no longer."""
    service_types = ServiceType.objects.all()
    if actor.is_staff:
        return service_types
    booked = ServiceType.objects.filter(pk=OuterRef("pk"), appointments__customer_id=actor.id)
    return service_types.filter(Q(is_active=True, location__is_active=True) | Exists(booked))
