from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from projects.models import Project
from projects.vehicle_history import history_visible_to
from projects.vehicle_history_csv import as_csv
from projects.vehicle_history_pdf import as_pdf
from projects.vehicle_history_serializers import HistoryEntrySerializer

# It is somebody's, and may be another's tomorrow.
PRIVATE = {"Cache-Control": "private, no-store"}


class VehicleHistoryView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "listVehicleHistory"}

    @listing(response=HistoryEntrySerializer)
    def get(self, request: Request, vehicle_id: UUID) -> QuerySet[Project]:
        """List the finished work on a vehicle, newest first, for whichever owner it was done.

        Whoever registered it themselves sees the work of their own time, until the staff share the rest.
        """
        return history_visible_to(request.user, vehicle_id)


class VehicleHistoryCsvView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "readVehicleHistoryCsv"}

    @operation(answers={200: "text/csv"})
    def get(self, request: Request, vehicle_id: UUID) -> StreamingHttpResponse:
        """Read the finished work on a vehicle as CSV (RFC 4180), all of it, newest first.

        In UTF-8, with a header. `work_done` are the tasks that were done, with semicolons between them. A
        text that a spreadsheet would take for a formula has an apostrophe before it.
        """
        rows = as_csv(history_visible_to(request.user, vehicle_id))
        headers = {**PRIVATE, "Content-Disposition": 'attachment; filename="history.csv"'}
        return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


class VehicleHistoryPdfView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "readVehicleHistoryPdf"}

    @operation(answers={200: "application/pdf"})
    def get(self, request: Request, vehicle_id: UUID) -> HttpResponse:
        """Read the finished work on a vehicle as a document, the newest thousand visits, newest first."""
        document = as_pdf(history_visible_to(request.user, vehicle_id), vehicle_id)
        headers = {**PRIVATE, "Content-Disposition": 'attachment; filename="history.pdf"'}
        return HttpResponse(document, content_type="application/pdf", headers=headers)
