"""Where somebody is signed in, and signing out there."""

from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from accounts import actions
from accounts.errors import NOT_RECENT
from accounts.models import Session
from accounts.permissions import accounts_visible_to, sessions_of, sessions_visible_to
from accounts.serializers import SessionSerializer
from chassis.api.operations import listing, operation
from chassis.api.permissions import InPerson, IsAdmin, IsSignedIn
from chassis.api.views import View
from chassis.errors import NotFound
from chassis.framework_errors import NOT_FOUND


class SessionsView(View):
    access = {"GET": InPerson(IsSignedIn)}

    @listing(response=SessionSerializer, ordering={"created_at": "id", "last_used_at": "last_used_at"})
    def get(self, request: Request) -> QuerySet[Session]:
        """List where you are signed in."""
        return sessions_visible_to(request.user)


class SessionView(View):
    access = {"GET": InPerson(IsSignedIn), "DELETE": InPerson(IsSignedIn)}
    names = {"DELETE": "endSession"}

    @operation(response=SessionSerializer)
    def get(self, request: Request, session_id: UUID) -> QuerySet[Session]:
        """Read one of your sessions."""
        return sessions_visible_to(request.user).filter(pk=session_id)

    @operation(status=204)
    def delete(self, request: Request, session_id: UUID) -> None:
        """Sign out one of your sessions."""
        actions.end_session(request.user, session_id, check_precondition=self.check_precondition)


class EndOtherSessionsView(View):
    access = {"POST": InPerson(IsSignedIn)}
    names = {"POST": "endOtherSessions"}

    @operation(status=204, refuses=[NOT_FOUND])
    def post(self, request: Request) -> None:
        """Sign out everywhere else; the session that asks goes on."""
        actions.end_other_sessions(request.user)


class AccountSessionsView(View):
    access = {"GET": InPerson(IsAdmin)}
    names = {"GET": "listAccountSessions"}

    @listing(response=SessionSerializer, ordering={"created_at": "id", "last_used_at": "last_used_at"})
    def get(self, request: Request, account_id: UUID) -> QuerySet[Session]:
        """List where somebody is signed in."""
        if not accounts_visible_to(request.user).filter(pk=account_id).exists():
            raise NotFound
        return sessions_of(account_id, request.user)


class SignOutEverywhereView(View):
    access = {"POST": InPerson(IsAdmin)}
    names = {"POST": "signOutEverywhere"}

    @operation(status=204, refuses=[NOT_RECENT])
    def post(self, request: Request, account_id: UUID) -> None:
        """Sign somebody out on every device, and end their API keys."""
        actions.sign_out_everywhere(request.user, account_id)
