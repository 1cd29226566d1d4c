"""Inviting people, and accepting that."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from accounts import views
from accounts.actions import SignedIn
from accounts.errors import EMAIL_OF_ANOTHER, IN_NO_GROUP, NOT_OF_THIS_ROLE, NOT_RECENT
from accounts.models import Account
from accounts.serializers import AccountSerializer, ChallengedSerializer, SignedInAccountSerializer
from accounts.views import OpenView, signed_in
from addresses import actions
from addresses.errors import EMAIL_NEEDED, NOT_ACTIVE, SIGNS_IN_ALREADY
from addresses.serializers import (
    AcceptInvitationSerializer,
    InviteEmployeeSerializer,
    SendInvitationSerializer,
)
from chassis.api.answers import Answer
from chassis.api.operations import operation
from chassis.api.permissions import Anyone, InPerson, IsAdmin, IsStaff
from chassis.api.views import View
from chassis.origins import origin_of
from codes.errors import CODE_INVALID, TOO_MANY_CODES


class AccountsView(views.AccountsView):
    access = {**views.AccountsView.access, "POST": InPerson(IsAdmin)}
    names = {"POST": "inviteEmployee"}

    @operation(
        request=InviteEmployeeSerializer,
        response=AccountSerializer,
        status=201,
        idempotent=True,
        location="/api/v1/auth/accounts/{id}/",
        fields={"groups": [NOT_OF_THIS_ROLE, IN_NO_GROUP]},
        refuses=[NOT_RECENT, EMAIL_OF_ANOTHER, TOO_MANY_CODES],
    )
    def post(self, request: Request, data: dict[str, Any]) -> Account:
        """Invite somebody who is to work here, by a link that sets their first password within seven days.

        It takes a sign-in of the last ten minutes.
        """
        return actions.invite(request.user, data, store_reply=self.store_reply)


class InvitationView(View):
    access = {"POST": InPerson(IsStaff)}
    names = {"POST": "sendInvitation"}

    @operation(
        request=SendInvitationSerializer,
        status=204,
        fields={"email": EMAIL_NEEDED},
        refuses=[NOT_RECENT, SIGNS_IN_ALREADY, NOT_ACTIVE, EMAIL_OF_ANOTHER, TOO_MANY_CODES],
    )
    def post(self, request: Request, data: dict[str, Any], account_id: UUID) -> None:
        """Mail an invitation once more, or offer a login to a customer who has none.

        The link of before counts no longer. For who works here it takes an admin, and their sign-in of the
        last ten minutes.
        """
        actions.send_invitation(request.user, account_id, data)


class AcceptInvitationView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "acceptInvitation"}

    @operation(
        request=AcceptInvitationSerializer,
        response=SignedInAccountSerializer,
        answers={200: ChallengedSerializer},
        fields={"code": CODE_INVALID},
    )
    def post(self, request: Request, data: dict[str, Any]) -> SignedIn | Answer:
        """Set your first password by the code that was mailed, and sign in."""
        return signed_in(actions.accept_invitation(data, origin_of(request)))
