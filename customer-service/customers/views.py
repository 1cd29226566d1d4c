from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import Anyone, IsCustomer, IsService, IsSignedIn, IsStaff
from chassis.api.views import View
from customers import actions
from customers.errors import CONSENT_IS_THEIRS, EMAIL_TAKEN, WORDING_REPLACED
from customers.models import Consent, Customer
from customers.permissions import consents_of, customers_visible_to
from customers.serializers import (
    AddCustomerSerializer,
    ChangeCustomerSerializer,
    ConsentSerializer,
    CustomerFilters,
    CustomerForServicesSerializer,
    CustomerSerializer,
    NoteConsentSerializer,
    WordingsQuery,
    WordingsSerializer,
)
from customers.wordings import wordings


class OwnCustomerView(View):
    access = {"GET": IsCustomer, "PATCH": IsCustomer}

    @operation(response=CustomerSerializer)
    def get(self, request: Request) -> Customer:
        """Read what the workshop knows of you."""
        return actions.own_customer(request.user)

    @operation(request=ChangeCustomerSerializer, response=CustomerSerializer, refuses=[WORDING_REPLACED])
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

    @operation(
        request=ChangeCustomerSerializer,
        response=CustomerSerializer,
        refuses=[CONSENT_IS_THEIRS, WORDING_REPLACED],
    )
    def patch(self, request: Request, data: dict, customer_id: UUID) -> Customer:
        """Change a customer."""
        return actions.change_customer(
            request.user, customer_id, data, check_precondition=self.check_precondition
        )


class WordingsView(View):
    # Whoever registers is asked before they have an account.
    access = {"GET": Anyone}
    names = {"GET": "readConsentWordings"}

    @operation(query=WordingsQuery, response=WordingsSerializer)
    def get(self, request: Request, params: dict) -> dict[str, Any]:
        """Read the words in which customers are asked for each consent."""
        return wordings(params["language"])


class OwnConsentsView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "listOwnConsents"}

    @listing(response=ConsentSerializer)
    def get(self, request: Request) -> QuerySet[Consent]:
        """List what you agreed to and took back, with the words and the time of each."""
        return Consent.objects.filter(customer_id=request.user.id)


class ConsentsView(View):
    access = {"GET": IsStaff, "POST": IsStaff}
    names = {"GET": "listConsents", "POST": "noteConsent"}

    @listing(response=ConsentSerializer)
    def get(self, request: Request, customer_id: UUID) -> QuerySet[Consent]:
        """List what a customer agreed to and took back, with the words and the time of each."""
        return consents_of(request.user, customer_id)

    @operation(
        request=NoteConsentSerializer,
        response=ConsentSerializer,
        status=201,
        idempotent=True,
        refuses=[WORDING_REPLACED],
    )
    def post(self, request: Request, data: dict, customer_id: UUID) -> Consent:
        """Note what a customer said of a consent in person or by telephone."""
        return actions.note_consent(request.user, customer_id, data, store_reply=self.store_reply)


class CustomerForServicesView(View):
    access = {"GET": IsService("vehicleandproject-service", "appointment-service")}

    @operation(response=CustomerForServicesSerializer)
    def get(self, request: Request, customer_id: UUID) -> QuerySet[Customer]:
        """Read whether there is such a customer, their name and their address."""
        return Customer.objects.filter(pk=customer_id)
