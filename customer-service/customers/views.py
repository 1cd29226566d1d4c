from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsCustomer, IsService, IsSignedIn, IsStaff
from chassis.api.views import View
from customers import actions
from customers.errors import CONSENT_IS_THEIRS, EMAIL_TAKEN
from customers.models import Customer
from customers.permissions import customers_visible_to
from customers.serializers import (
    AddCustomerSerializer,
    ChangeCustomerSerializer,
    CustomerFilters,
    CustomerForServicesSerializer,
    CustomerSerializer,
)


class OwnCustomerView(View):
    access = {"GET": IsCustomer, "PATCH": IsCustomer}

    @operation(response=CustomerSerializer)
    def get(self, request: Request) -> Customer:
        """Read what the workshop knows of you."""
        return actions.own_customer(request.user)

    @operation(request=ChangeCustomerSerializer, response=CustomerSerializer)
    def patch(self, request: Request, data: dict) -> Customer:
        """Change your address, company, emergency contact, contact preference or consents."""
        return actions.change_own_customer(request.user, data, check_precondition=self.check_precondition)


class CustomersView(View):
    access = {"GET": IsStaff, "POST": IsStaff}

    @listing(
        response=CustomerSerializer,
        filters=CustomerFilters,
        ordering={"last_name": "last_name", "created_at": "id"},
        search=("first_name", "last_name", "email", "phone", "company"),
    )
    def get(self, request: Request) -> QuerySet[Customer]:
        """List customers."""
        return customers_visible_to(request.user)

    @operation(
        request=AddCustomerSerializer,
        response=CustomerSerializer,
        status=201,
        idempotent=True,
        refuses=[EMAIL_TAKEN],
        upstreams=["authentication-service"],
    )
    def post(self, request: Request, data: dict) -> Customer:
        """Put a customer on record who has no login, because they walked in or telephoned.

        Their id is that of an account which is opened for them. What else there is to know of them, such as
        their address, is changed afterwards.
        """
        key = request.headers.get("Idempotency-Key", "")
        return actions.add_customer(request.user, data, key=key, store_reply=self.store_reply)


class CustomerView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn}

    @operation(response=CustomerSerializer)
    def get(self, request: Request, customer_id: UUID) -> QuerySet[Customer]:
        """Read a customer."""
        return customers_visible_to(request.user).filter(pk=customer_id)

    @operation(request=ChangeCustomerSerializer, response=CustomerSerializer, refuses=[CONSENT_IS_THEIRS])
    def patch(self, request: Request, data: dict, customer_id: UUID) -> Customer:
        """Change a customer."""
        return actions.change_customer(
            request.user, customer_id, data, check_precondition=self.check_precondition
        )


class CustomerForServicesView(View):
    access = {"GET": IsService("vehicleandproject-service", "appointment-service")}

    @operation(response=CustomerForServicesSerializer)
    def get(self, request: Request, customer_id: UUID) -> QuerySet[Customer]:
        """Read whether there is such a customer, their name and their address."""
        return Customer.objects.filter(pk=customer_id)
