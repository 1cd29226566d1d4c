"""What the workshop offers and when it is open: read by everybody, set by whoever may."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsAdmin, IsSignedIn, IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from resources import actions
from resources.errors import CODE_TAKEN, EQUIPMENT_NAME_TAKEN, LOCATION_NAME_TAKEN, NAME_TAKEN, OVERLAPPING
from resources.examples import OPENING_HOURS, SERVICE_TYPE
from resources.locations import location_of
from resources.models import Bay, Equipment, Location, Policy, ServiceType
from resources.opening_hours_serializers import OpeningHoursSerializer
from resources.permissions import service_types_on_sale_for, service_types_visible_to
from resources.serializers import (
    AddBaySerializer,
    AddEquipmentSerializer,
    AddLocationSerializer,
    AddServiceTypeSerializer,
    BaySerializer,
    ChangeBaySerializer,
    ChangeEquipmentSerializer,
    ChangeLocationSerializer,
    ChangePolicySerializer,
    ChangeServiceTypeSerializer,
    EquipmentSerializer,
    LocationFilters,
    LocationQuery,
    LocationSerializer,
    PolicySerializer,
    ServiceTypeFilters,
    ServiceTypeSerializer,
)

CHANGES_IT = May(Permission.MANAGE_CALENDAR)


class LocationsView(View):
    access = {"GET": IsSignedIn, "POST": IsAdmin}

    @listing(response=LocationSerializer, ordering=("name",), default_ordering="name")
    def get(self, request: Request) -> QuerySet[Location]:
        """List the locations."""
        return Location.objects.all()

    @operation(
        request=AddLocationSerializer,
        response=LocationSerializer,
        status=201,
        idempotent=True,
        refuses=[LOCATION_NAME_TAKEN],
    )
    def post(self, request: Request, data: dict) -> Location:
        """Open a location; its hours, bays and services are its own."""
        return actions.add_location(data, store_reply=self.store_reply)


class LocationView(View):
    access = {"GET": IsSignedIn, "PATCH": IsAdmin}

    @operation(response=LocationSerializer)
    def get(self, request: Request, location_id: UUID) -> QuerySet[Location]:
        """Read a location."""
        return Location.objects.filter(pk=location_id)

    @operation(request=ChangeLocationSerializer, response=LocationSerializer, refuses=[LOCATION_NAME_TAKEN])
    def patch(self, request: Request, data: dict, location_id: UUID) -> Location:
        """Change a location; in another zone its hours are read on another clock, and bookings stay."""
        return actions.change_location(location_id, data, check_precondition=self.check_precondition)


class ServiceTypesView(View):
    access = {"GET": IsSignedIn, "POST": CHANGES_IT}

    @listing(
        response=ServiceTypeSerializer,
        filters=ServiceTypeFilters,
        ordering=("name", "code"),
        search=("code", "name"),
        default_ordering="name",
    )
    def get(self, request: Request) -> QuerySet[ServiceType]:
        """List what is sold by appointment."""
        return service_types_on_sale_for(request.user)

    @operation(
        request=AddServiceTypeSerializer,
        response=ServiceTypeSerializer,
        status=201,
        idempotent=True,
        refuses=[CODE_TAKEN, OVERLAPPING],
        examples=[SERVICE_TYPE],
    )
    def post(self, request: Request, data: dict) -> ServiceType:
        """Offer a service."""
        return actions.add_service_type(data, store_reply=self.store_reply)


class ServiceTypeView(View):
    access = {"GET": IsSignedIn, "PATCH": CHANGES_IT}

    @operation(response=ServiceTypeSerializer)
    def get(self, request: Request, service_type_id: UUID) -> QuerySet[ServiceType]:
        """Read a service type."""
        return service_types_visible_to(request.user).filter(pk=service_type_id)

    @operation(request=ChangeServiceTypeSerializer, response=ServiceTypeSerializer, refuses=[OVERLAPPING])
    def patch(self, request: Request, data: dict, service_type_id: UUID) -> ServiceType:
        """Change a service; bookings that stand keep the time they were given, and its code stays."""
        return actions.change_service_type(service_type_id, data, check_precondition=self.check_precondition)


class BaysView(View):
    access = {"GET": IsStaff, "POST": CHANGES_IT}

    @listing(response=BaySerializer, filters=LocationFilters, ordering=("name",), default_ordering="name")
    def get(self, request: Request) -> QuerySet[Bay]:
        """List the bays."""
        return Bay.objects.all()

    @operation(
        request=AddBaySerializer,
        response=BaySerializer,
        status=201,
        idempotent=True,
        refuses=[NAME_TAKEN],
    )
    def post(self, request: Request, data: dict) -> Bay:
        """Add a bay."""
        return actions.add_bay(data, store_reply=self.store_reply)


class BayView(View):
    access = {"GET": IsStaff, "PATCH": CHANGES_IT}

    @operation(response=BaySerializer)
    def get(self, request: Request, bay_id: UUID) -> QuerySet[Bay]:
        """Read a bay."""
        return Bay.objects.filter(pk=bay_id)

    @operation(request=ChangeBaySerializer, response=BaySerializer, refuses=[NAME_TAKEN])
    def patch(self, request: Request, data: dict, bay_id: UUID) -> Bay:
        """Change a bay; without is_active it gets no new bookings."""
        return actions.change_bay(bay_id, data, check_precondition=self.check_precondition)


class EquipmentListView(View):
    access = {"GET": IsStaff, "POST": CHANGES_IT}
    names = {"GET": "listEquipment", "POST": "addEquipment"}

    @listing(
        response=EquipmentSerializer, filters=LocationFilters, ordering=("name",), default_ordering="name"
    )
    def get(self, request: Request) -> QuerySet[Equipment]:
        """List the equipment, each unit."""
        return Equipment.objects.all()

    @operation(
        request=AddEquipmentSerializer,
        response=EquipmentSerializer,
        status=201,
        idempotent=True,
        refuses=[EQUIPMENT_NAME_TAKEN],
    )
    def post(self, request: Request, data: dict) -> Equipment:
        """Add a unit of equipment."""
        return actions.add_equipment(data, store_reply=self.store_reply)


class EquipmentView(View):
    access = {"GET": IsStaff, "PATCH": CHANGES_IT}

    @operation(response=EquipmentSerializer)
    def get(self, request: Request, equipment_id: UUID) -> QuerySet[Equipment]:
        """Read a unit of equipment."""
        return Equipment.objects.filter(pk=equipment_id)

    @operation(
        request=ChangeEquipmentSerializer, response=EquipmentSerializer, refuses=[EQUIPMENT_NAME_TAKEN]
    )
    def patch(self, request: Request, data: dict, equipment_id: UUID) -> Equipment:
        """Change a unit of equipment; without is_active it gets no new bookings."""
        return actions.change_equipment(equipment_id, data, check_precondition=self.check_precondition)


class OpeningHoursView(View):
    access = {"GET": IsSignedIn, "PUT": CHANGES_IT}

    @operation(query=LocationQuery, response=OpeningHoursSerializer, examples=[OPENING_HOURS])
    def get(self, request: Request, params: dict) -> dict[str, Any]:
        """Read a location's week."""
        return actions.opening_hours(location_of(params))

    @operation(
        request=OpeningHoursSerializer,
        query=LocationQuery,
        response=OpeningHoursSerializer,
        refuses=[OVERLAPPING],
        examples=[OPENING_HOURS],
    )
    def put(self, request: Request, data: dict, params: dict) -> dict[str, Any]:
        """Replace a location's week."""
        location = location_of(params)
        return actions.replace_opening_hours(location, data, check_precondition=self.check_precondition)


class PoliciesView(View):
    access = {"GET": IsSignedIn, "PATCH": IsAdmin}
    names = {"GET": "readPolicy", "PATCH": "changePolicy"}

    @operation(query=LocationQuery, response=PolicySerializer)
    def get(self, request: Request, params: dict) -> Policy:
        """Read a location's rules of booking."""
        return Policy.current(location_of(params).id)

    @operation(request=ChangePolicySerializer, query=LocationQuery, response=PolicySerializer)
    def patch(self, request: Request, data: dict, params: dict) -> Policy:
        """Change a location's rules of booking, for what is booked or moved from now on."""
        location = location_of(params)
        return actions.change_policy(location, data, check_precondition=self.check_precondition)
