"""Links for guests, and what is at their end."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import Anyone, IsStaff, May
from chassis.api.views import View
from chassis.auth import Permission
from chassis.errors import NotFound
from chassis.framework_errors import NOT_FOUND
from chassis.origins import origin_of
from estimates import actions
from estimates.document import Document, sent_document
from estimates.errors import LINK_OVER
from estimates.models import Decision, GuestLink, Line
from estimates.permissions import guest_links_of
from estimates.serializers import (
    EstimateSerializer,
    GuestLinkSerializer,
    MakeGuestLinkSerializer,
    NewGuestLinkSerializer,
)
from estimates.views import decides
from projects.errors import PROJECT_OVER

ADDRESS = "/api/v1/projects/guest/{code}/estimate/"


class GuestLinksView(View):
    # Whoever has a link decides as the customer does, so it is not for everybody to make one.
    access = {"GET": IsStaff, "POST": May(Permission.ASSIGN_WORK)}
    names = {"GET": "listGuestLinks", "POST": "makeGuestLink"}

    @listing(response=GuestLinkSerializer)
    def get(self, request: Request, project_id: UUID) -> QuerySet[GuestLink]:
        """List the links that lead to a project's estimate."""
        return guest_links_of(request.user, project_id)

    @operation(
        request=MakeGuestLinkSerializer, response=NewGuestLinkSerializer, status=201, refuses=[PROJECT_OVER]
    )
    def post(self, request: Request, data: dict, project_id: UUID) -> dict[str, Any]:
        """Make a link by which a customer decides without signing in.

        `page` is what the customer is sent, `url` what a program reads. Both are shown here alone: whoever
        lost them makes another. There is no Idempotency-Key, for then they would have to be kept.
        """
        link, code = actions.make_guest_link(request.user, project_id, data)
        path = ADDRESS.format(code=code)
        return {
            "id": link.id,
            "expires_at": link.expires_at,
            "url": settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path),
            "page": settings.LINKS["estimate"].replace("{id}", code),
        }


class GuestLinkView(View):
    access = {"GET": IsStaff, "DELETE": IsStaff}
    names = {"GET": "readGuestLink", "DELETE": "revokeGuestLink"}

    @operation(response=GuestLinkSerializer)
    def get(self, request: Request, project_id: UUID, guest_link_id: UUID) -> QuerySet[GuestLink]:
        """Read a link: until when it leads somewhere, and whether it was revoked."""
        return guest_links_of(request.user, project_id).filter(pk=guest_link_id)

    @operation(status=204)
    def delete(self, request: Request, project_id: UUID, guest_link_id: UUID) -> None:
        """Revoke a link; what was agreed to by it stays."""
        link = guest_links_of(request.user, project_id).filter(pk=guest_link_id).first()
        if link is None:
            raise NotFound
        actions.revoke_guest_link(link, check_precondition=self.check_precondition)


class ForGuests(View):
    # What counts is the code in the address.
    authentication_classes = []


class GuestEstimateView(ForGuests):
    access = {"GET": Anyone}
    names = {"GET": "readEstimateAsGuest"}

    @operation(response=EstimateSerializer, refuses=[NOT_FOUND, LINK_OVER])
    def get(self, request: Request, guest_code: str) -> Document:
        """Read the estimate that a link leads to, as it was sent last."""
        document = sent_document(actions.opened(guest_code).project.estimate)
        if document is None:
            raise NotFound
        return document


class AuthoriseAsGuestView(ForGuests):
    access = {"POST": Anyone}
    names = {"POST": "authoriseLineAsGuest"}

    # Deciding the same twice changes nothing, and nobody is signed in whose key it could be.
    @decides(NOT_FOUND, LINK_OVER, idempotent=False)
    def post(self, request: Request, data: dict, guest_code: str, line_id: UUID) -> Line:
        """Agree to a line, by a link."""
        return actions.decide_as_guest(guest_code, line_id, Decision.AUTHORISED, data, origin_of(request))


class DeclineAsGuestView(ForGuests):
    access = {"POST": Anyone}
    names = {"POST": "declineLineAsGuest"}

    @decides(NOT_FOUND, LINK_OVER, idempotent=False)
    def post(self, request: Request, data: dict, guest_code: str, line_id: UUID) -> Line:
        """Say no to a line, by a link."""
        return actions.decide_as_guest(guest_code, line_id, Decision.DECLINED, data, origin_of(request))


class DeferAsGuestView(ForGuests):
    access = {"POST": Anyone}
    names = {"POST": "deferLineAsGuest"}

    @decides(NOT_FOUND, LINK_OVER, idempotent=False)
    def post(self, request: Request, data: dict, guest_code: str, line_id: UUID) -> Line:
        """Put a line off until another visit, by a link."""
        return actions.decide_as_guest(guest_code, line_id, Decision.DEFERRED, data, origin_of(request))
