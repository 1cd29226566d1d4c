from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsAdmin
from chassis.api.views import View
from imports import actions
from imports.errors import NOT_CSV, TOO_MANY_ROWS, WRONG_COLUMNS
from imports.models import Import
from imports.serializers import BeginImportSerializer, ImportSerializer


class ImportsView(View):
    access = {"GET": IsAdmin, "POST": IsAdmin}
    names = {"GET": "listImports", "POST": "beginImport"}

    @listing(response=ImportSerializer)
    def get(self, request: Request) -> QuerySet[Import]:
        """List imports."""
        return Import.objects.all()

    @operation(
        request=BeginImportSerializer,
        response=ImportSerializer,
        status=202,
        location="/api/v1/vehicles/imports/{id}/",
        idempotent=True,
        files=actions.SHEETS,
        refuses=[WRONG_COLUMNS, TOO_MANY_ROWS, NOT_CSV],
    )
    def post(self, request: Request, data: dict) -> Import:
        """Import vehicles, readings of odometers or past services from CSV.

        The first row names the columns. Of vehicles those of their registration, with `owner_id`; of readings
        those of a reading, with `read_at`; of services `done_on`, `title` and if there are `external_id`,
        `odometer` and `unit`: both with the vehicle's `vin` or `plate` and `plate_country`. It is answered
        at once, and goes on until `finished_at`. The same file again makes nothing twice.
        """
        return actions.begin_import(request.user, data, store_reply=self.store_reply)


class ImportView(View):
    access = {"GET": IsAdmin}
    names = {"GET": "readImport"}

    @operation(response=ImportSerializer)
    def get(self, request: Request, import_id: UUID) -> QuerySet[Import]:
        """Read how far an import is."""
        return Import.objects.filter(pk=import_id)
