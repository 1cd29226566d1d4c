from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsAdmin, IsStaff
from chassis.api.views import View
from estimates import actions
from estimates.catalogue_serializers import (
    AddCatalogueJobSerializer,
    CatalogueFilters,
    CatalogueJobSerializer,
    ChangeCatalogueJobSerializer,
)
from estimates.errors import CATALOGUE_CODE_TAKEN
from estimates.models import CatalogueJob


class CatalogueView(View):
    access = {"GET": IsStaff, "POST": IsAdmin}
    names = {"GET": "listCatalogue", "POST": "addCatalogueJob"}

    @listing(
        response=CatalogueJobSerializer,
        filters=CatalogueFilters,
        ordering=("title",),
        search=("code", "title"),
    )
    def get(self, request: Request) -> QuerySet[CatalogueJob]:
        """List the jobs that are sold often, with what they charge."""
        return CatalogueJob.objects.all()

    @operation(
        request=AddCatalogueJobSerializer,
        response=CatalogueJobSerializer,
        status=201,
        idempotent=True,
        refuses=[CATALOGUE_CODE_TAKEN],
    )
    def post(self, request: Request, data: dict) -> CatalogueJob:
        """Add a job to the catalogue."""
        return actions.add_catalogue_job(data, store_reply=self.store_reply)


class CatalogueJobView(View):
    access = {"GET": IsStaff, "PATCH": IsAdmin}
    names = {"GET": "readCatalogueJob", "PATCH": "changeCatalogueJob"}

    @operation(response=CatalogueJobSerializer)
    def get(self, request: Request, catalogue_job_id: UUID) -> QuerySet[CatalogueJob]:
        """Read a job of the catalogue."""
        return CatalogueJob.objects.filter(pk=catalogue_job_id)

    @operation(request=ChangeCatalogueJobSerializer, response=CatalogueJobSerializer)
    def patch(self, request: Request, data: dict, catalogue_job_id: UUID) -> CatalogueJob:
        """Change a job of the catalogue; estimates keep what they took from it."""
        return actions.change_catalogue_job(
            catalogue_job_id, data, check_precondition=self.check_precondition
        )
