from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import Handler, listing, operation
from chassis.api.permissions import IsAdmin, IsSignedIn, IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from chassis.errors import NotFound, Refusal
from chassis.origins import origin_of
from chassis.transitions import ILLEGAL_TRANSITION
from estimates import actions
from estimates.document import Document, document_of, sent_document
from estimates.errors import (
    ALREADY_DECIDED,
    DECIDES_FOR_OTHERS,
    ESTIMATE_CHANGED,
    ESTIMATE_CLOSED,
    NOTHING_TO_SEND,
    TAX_RATE_TAKEN,
    TOO_MANY_LINES,
    WORK_BEGUN,
)
from estimates.models import Agreement, Decision, Job, Line, TaxRate
from estimates.permissions import agreements_visible_to, estimate_of, jobs_of, lines_of
from estimates.serializers import (
    AddJobSerializer,
    AddLineSerializer,
    AddTaxRateSerializer,
    AgreementForStaffSerializer,
    AgreementSerializer,
    ChangeEstimateSerializer,
    ChangeJobSerializer,
    ChangeLineSerializer,
    ChangeTaxRateSerializer,
    DecideSerializer,
    EstimateSerializer,
    JobSerializer,
    LineSerializer,
    TaxRateSerializer,
)
from projects.errors import PROJECT_OVER


class EstimateView(View):
    access = {"GET": IsSignedIn, "POST": IsStaff, "PATCH": IsStaff}
    names = {"POST": "beginEstimate"}

    @operation(response=EstimateSerializer)
    def get(self, request: Request, project_id: UUID) -> Document:
        """Read a project's estimate.

        The staff read it as it stands, its customer as it was sent last.
        """
        estimate = estimate_of(request.user, project_id)
        document = document_of(estimate) if request.user.is_staff else sent_document(estimate)
        if document is None:
            raise NotFound
        return document

    @operation(response=EstimateSerializer, idempotent=True, refuses=[ILLEGAL_TRANSITION])
    def post(self, request: Request, project_id: UUID) -> Document:
        """Begin an estimate, or go back to it before the work has begun.

        Small work that goes on without one may get it, for what turns up.
        """
        return actions.begin_estimate(request.user, project_id, store_reply=self.store_reply)

    @operation(
        request=ChangeEstimateSerializer,
        response=EstimateSerializer,
        refuses=[ESTIMATE_CLOSED, WORK_BEGUN],
    )
    def patch(self, request: Request, data: dict, project_id: UUID) -> Document:
        """Give a discount on all of it; what becomes cheaper is decided about anew."""
        return actions.change_estimate(
            request.user, project_id, data, check_precondition=self.check_precondition
        )


class SendEstimateView(View):
    access = {"POST": May(Permission.ASSIGN_WORK)}
    names = {"POST": "sendEstimate"}

    @operation(response=EstimateSerializer, idempotent=True, refuses=[ESTIMATE_CLOSED, NOTHING_TO_SEND])
    def post(self, request: Request, project_id: UUID) -> Document:
        """Send the estimate to the customer, who decides line by line."""
        return actions.send_estimate(request.user, project_id, store_reply=self.store_reply)


class AgreementsView(View):
    access = {"GET": IsSignedIn}
    names = {"GET": "listAgreements"}

    @listing(response={IsStaff: AgreementForStaffSerializer, IsSignedIn: AgreementSerializer})
    def get(self, request: Request, project_id: UUID) -> QuerySet[Agreement]:
        """List what was decided about the estimate's lines, by whom and when; what is void too."""
        return agreements_visible_to(request.user, project_id)


class JobsView(View):
    access = {"GET": IsStaff, "POST": IsStaff}

    @listing(response=JobSerializer, default_ordering="position")
    def get(self, request: Request, project_id: UUID) -> QuerySet[Job]:
        """List the jobs of a project's estimate, in their order."""
        return jobs_of(request.user, project_id)

    @operation(
        request=AddJobSerializer,
        response=JobSerializer,
        status=201,
        idempotent=True,
        refuses=[ESTIMATE_CLOSED, TOO_MANY_LINES],
    )
    def post(self, request: Request, data: dict, project_id: UUID) -> Job:
        """Add a job, and its lines with it."""
        return actions.add_job(request.user, project_id, data, store_reply=self.store_reply)


class JobView(View):
    access = {"GET": IsStaff, "PATCH": IsStaff, "DELETE": IsStaff}

    @operation(response=JobSerializer)
    def get(self, request: Request, project_id: UUID, job_id: UUID) -> QuerySet[Job]:
        """Read a job."""
        return jobs_of(request.user, project_id).filter(pk=job_id)

    @operation(request=ChangeJobSerializer, response=JobSerializer, refuses=[PROJECT_OVER])
    def patch(self, request: Request, data: dict, project_id: UUID, job_id: UUID) -> Job:
        """Reword a job, or say what was found and done."""
        return actions.change_job(
            request.user, project_id, job_id, data, check_precondition=self.check_precondition
        )

    @operation(status=204, refuses=[ESTIMATE_CLOSED, WORK_BEGUN])
    def delete(self, request: Request, project_id: UUID, job_id: UUID) -> None:
        """Take a job and its lines off the estimate."""
        actions.remove_job(request.user, project_id, job_id, check_precondition=self.check_precondition)


class LinesView(View):
    access = {"GET": IsStaff, "POST": IsStaff}

    @listing(response=LineSerializer, default_ordering="position")
    def get(self, request: Request, project_id: UUID, job_id: UUID) -> QuerySet[Line]:
        """List the lines of a job, in their order."""
        return lines_of(request.user, project_id, job_id)

    @operation(
        request=AddLineSerializer,
        response=LineSerializer,
        status=201,
        idempotent=True,
        refuses=[ESTIMATE_CLOSED, TOO_MANY_LINES],
    )
    def post(self, request: Request, data: dict, project_id: UUID, job_id: UUID) -> Line:
        """Add a line to a job."""
        return actions.add_line(request.user, project_id, job_id, data, store_reply=self.store_reply)


class LineView(View):
    access = {"GET": IsStaff, "PATCH": IsStaff, "DELETE": IsStaff}

    @operation(response=LineSerializer)
    def get(self, request: Request, project_id: UUID, job_id: UUID, line_id: UUID) -> QuerySet[Line]:
        """Read a line."""
        return lines_of(request.user, project_id, job_id).filter(pk=line_id)

    @operation(request=ChangeLineSerializer, response=LineSerializer, refuses=[ESTIMATE_CLOSED, WORK_BEGUN])
    def patch(self, request: Request, data: dict, project_id: UUID, job_id: UUID, line_id: UUID) -> Line:
        """Change a line, which the customer then decides about anew."""
        return actions.change_line(
            request.user, project_id, job_id, line_id, data, check_precondition=self.check_precondition
        )

    @operation(status=204, refuses=[ESTIMATE_CLOSED, WORK_BEGUN])
    def delete(self, request: Request, project_id: UUID, job_id: UUID, line_id: UUID) -> None:
        """Take a line off the estimate."""
        actions.remove_line(
            request.user, project_id, job_id, line_id, check_precondition=self.check_precondition
        )


def decides(*refuses: Refusal, idempotent: bool) -> Callable[[Handler], Handler]:
    return operation(
        request=DecideSerializer,
        response=LineSerializer,
        idempotent=idempotent,
        refuses=[ESTIMATE_CHANGED, ESTIMATE_CLOSED, ALREADY_DECIDED, *refuses],
    )


class DecisionView(View):
    """A verb by which a line is decided about."""

    access = {"POST": IsSignedIn}
    decision: Decision

    def decide(self, request: Request, project_id: UUID, job_id: UUID, line_id: UUID, data: dict) -> Line:
        return actions.decide(
            request.user,
            project_id,
            (job_id, line_id),
            self.decision,
            data,
            origin_of(request),
            store_reply=self.store_reply,
        )


class AuthoriseView(DecisionView):
    names = {"POST": "authoriseLine"}
    decision = Decision.AUTHORISED

    @decides(DECIDES_FOR_OTHERS, idempotent=True)
    def post(self, request: Request, data: dict, project_id: UUID, job_id: UUID, line_id: UUID) -> Line:
        """Agree to a line."""
        return self.decide(request, project_id, job_id, line_id, data)


class DeclineView(DecisionView):
    names = {"POST": "declineLine"}
    decision = Decision.DECLINED

    @decides(DECIDES_FOR_OTHERS, idempotent=True)
    def post(self, request: Request, data: dict, project_id: UUID, job_id: UUID, line_id: UUID) -> Line:
        """Say no to a line."""
        return self.decide(request, project_id, job_id, line_id, data)


class DeferView(DecisionView):
    names = {"POST": "deferLine"}
    decision = Decision.DEFERRED

    @decides(DECIDES_FOR_OTHERS, idempotent=True)
    def post(self, request: Request, data: dict, project_id: UUID, job_id: UUID, line_id: UUID) -> Line:
        """Put a line off until another visit."""
        return self.decide(request, project_id, job_id, line_id, data)


class TaxRatesView(View):
    access = {"GET": IsStaff, "POST": IsAdmin}

    @listing(response=TaxRateSerializer)
    def get(self, request: Request) -> QuerySet[TaxRate]:
        """List the tax rates, of before and to come too."""
        return TaxRate.objects.all()

    @operation(
        request=AddTaxRateSerializer,
        response=TaxRateSerializer,
        status=201,
        idempotent=True,
        refuses=[TAX_RATE_TAKEN],
    )
    def post(self, request: Request, data: dict) -> TaxRate:
        """Add what a tax rate is from a date on."""
        return actions.add_tax_rate(data, store_reply=self.store_reply)


class TaxRateView(View):
    access = {"GET": IsStaff, "PATCH": IsAdmin}

    @operation(response=TaxRateSerializer)
    def get(self, request: Request, tax_rate_id: UUID) -> QuerySet[TaxRate]:
        """Read a tax rate."""
        return TaxRate.objects.filter(pk=tax_rate_id)

    @operation(request=ChangeTaxRateSerializer, response=TaxRateSerializer)
    def patch(self, request: Request, data: dict, tax_rate_id: UUID) -> TaxRate:
        """Correct a tax rate, for lines that are priced from now on."""
        return actions.change_tax_rate(tax_rate_id, data, check_precondition=self.check_precondition)
