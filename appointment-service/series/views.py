from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from appointments.errors import EMAIL_UNVERIFIED
from chassis.api.operations import listing, operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from series import actions
from series.errors import TOO_MANY_SERIES
from series.models import Series
from series.permissions import series_visible_to
from series.serializers import (
    CancelSeriesSerializer,
    ChangeSeriesSerializer,
    MakeSeriesSerializer,
    SeriesFilters,
    SeriesResultsSerializer,
    SeriesSerializer,
    SeriesSummarySerializer,
)


class SeriesListView(View):
    access = {"GET": IsSignedIn, "POST": IsSignedIn}
    names = {"GET": "listSeries", "POST": "makeSeries"}

    @listing(response=SeriesSummarySerializer, filters=SeriesFilters, ordering={"created_at": "id"})
    def get(self, request: Request) -> QuerySet[Series]:
        """List the series that you may see."""
        return series_visible_to(request.user)

    @operation(
        request=MakeSeriesSerializer,
        response=SeriesSerializer,
        status=201,
        idempotent=True,
        refuses=[EMAIL_UNVERIFIED, TOO_MANY_SERIES],
        upstreams=["vehicleandproject-service"],
    )
    def post(self, request: Request, data: dict) -> Series:
        """Let a vehicle come again and again.

        Each date is booked by itself: one that is refused leaves the others, and says why and what can be
        booked instead. Those beyond the horizon are planned, and booked when it reaches them.
        """
        key = request.headers.get("Idempotency-Key", "")
        return actions.make(request.user, data, key=key, store_reply=self.store_reply)


class SeriesView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "readSeries"}

    @operation(response=SeriesSerializer)
    def get(self, request: Request, series_id: UUID) -> QuerySet[Series]:
        """Read a series, and what became of each of its dates."""
        return series_visible_to(request.user).filter(pk=series_id)


class ChangeView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "changeSeries"}

    @operation(request=ChangeSeriesSerializer, response=SeriesResultsSerializer, idempotent=True)
    def post(self, request: Request, data: dict, series_id: UUID) -> dict[str, Any]:
        """Let what is to come of a series begin at another time of day.

        All of it, or a date and those that follow. One booking alone is moved by its own address; then it is
        an exception, and left.
        """
        return actions.change(request.user, series_id, data, store_reply=self.store_reply)


class CancelView(View):
    access = {"POST": IsSignedIn}
    names = {"POST": "cancelSeries"}

    @operation(request=CancelSeriesSerializer, response=SeriesResultsSerializer, idempotent=True)
    def post(self, request: Request, data: dict, series_id: UUID) -> dict[str, Any]:
        """Call what is to come of a series off: all of it, or a date and those that follow."""
        return actions.cancel(request.user, series_id, data, store_reply=self.store_reply)
