from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from accounts.actions import SignedIn
from accounts.errors import CHALLENGE_OVER, NO_PASSWORD, NOT_RECENT, TOO_MANY_ATTEMPTS, WRONG_PASSWORD
from accounts.serializers import SignedInAccountSerializer
from accounts.views import OpenView, SecretView
from chassis.api.operations import listing, operation
from chassis.api.permissions import Anyone, InPerson, IsAdmin, IsSignedIn, Scoped
from chassis.api.views import View
from chassis.framework_errors import NOT_FOUND
from chassis.origins import origin_of
from factors import actions
from factors.actions.authenticators import Begun
from factors.errors import (
    ANOTHER_ADMIN_NEEDED,
    AUTHENTICATOR_UNREADABLE,
    CODE_INVALID,
    NO_SECOND_FACTOR,
    NOTHING_TO_CONFIRM,
    OWN_SECOND_FACTORS,
    PASSWORD_OR_CODE,
    RESET_OVER,
    RESET_WAITS,
    SECOND_FACTOR_REQUIRED,
    SHOW_SECOND_FACTOR,
)
from factors.models import FactorReset
from factors.permissions import factor_resets_visible_to
from factors.serializers import (
    AuthenticatorEnrolmentSerializer,
    CompleteSecondFactorSerializer,
    ConfirmAuthenticatorSerializer,
    FactorResetSerializer,
    RecoveryCodesSerializer,
    SecondFactorsSerializer,
    StepUpSerializer,
)

# Also for an admin who may do nothing else until they have a second factor.
Enrolling = Scoped(IsSignedIn, "mfa:enrol")


class CompleteSecondFactorView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "completeSecondFactor"}

    @operation(
        request=CompleteSecondFactorSerializer,
        response=SignedInAccountSerializer,
        fields={"code": CODE_INVALID},
        refuses=[CHALLENGE_OVER, TOO_MANY_ATTEMPTS, AUTHENTICATOR_UNREADABLE],
    )
    def post(self, request: Request, data: dict) -> SignedIn:
        """Finish signing in, by a code of the authenticator app or a recovery code."""
        return actions.finish_sign_in(data["mfa_token"], data["code"], origin_of(request))


class StepUpView(View):
    access = {"POST": Enrolling}
    names = {"POST": "stepUp"}

    @operation(
        request=StepUpSerializer,
        status=204,
        fields={"password": WRONG_PASSWORD, "code": [CODE_INVALID, PASSWORD_OR_CODE]},
        refuses=[SHOW_SECOND_FACTOR, NO_PASSWORD, TOO_MANY_ATTEMPTS, AUTHENTICATOR_UNREADABLE, NOT_FOUND],
    )
    def post(self, request: Request, data: dict) -> None:
        """Show once more who you are: for ten minutes dangerous changes are let through.

        Send a code if you have a second factor, else your password.
        """
        actions.step_up(request.user, data, origin_of(request))


class OverviewView(View):
    access = {"GET": Enrolling}
    names = {"GET": "readSecondFactors"}

    @operation(response=SecondFactorsSerializer, refuses=[NOT_FOUND])
    def get(self, request: Request) -> actions.Overview:
        """Read which second factors you have."""
        return actions.overview(request.user)


class AuthenticatorView(SecretView):
    access = {"POST": Enrolling, "DELETE": InPerson(IsSignedIn)}
    names = {"POST": "addAuthenticator", "DELETE": "removeAuthenticator"}

    @operation(response=AuthenticatorEnrolmentSerializer, status=201, refuses=[NOT_RECENT, NOT_FOUND])
    def post(self, request: Request) -> Begun:
        """Get a secret for an authenticator app.

        It counts once a code of it was sent to `confirm/`, within a quarter of an hour. An app that you have
        already goes on until then.
        """
        return actions.begin_enrolment(request.user)

    @operation(status=204, refuses=[NOT_RECENT, NOT_FOUND, SECOND_FACTOR_REQUIRED])
    def delete(self, request: Request) -> None:
        """Take your authenticator app away."""
        actions.remove_authenticator(request.user, origin_of(request))


class ConfirmAuthenticatorView(SecretView):
    access = {"POST": Enrolling}
    names = {"POST": "confirmAuthenticator"}

    @operation(
        request=ConfirmAuthenticatorSerializer,
        response=RecoveryCodesSerializer,
        fields={"code": CODE_INVALID},
        refuses=[NOT_RECENT, NOTHING_TO_CONFIRM, TOO_MANY_ATTEMPTS, AUTHENTICATOR_UNREADABLE, NOT_FOUND],
    )
    def post(self, request: Request, data: dict) -> dict[str, Any]:
        """Let an authenticator app count, by a code of it.

        With your first second factor come recovery codes, shown this once, and your other sessions end.
        """
        return {"recovery_codes": actions.confirm_enrolment(request.user, data["code"], origin_of(request))}


class RecoveryCodesView(SecretView):
    access = {"POST": InPerson(IsSignedIn)}
    names = {"POST": "makeRecoveryCodes"}

    @operation(
        response=RecoveryCodesSerializer, status=201, refuses=[NOT_RECENT, NO_SECOND_FACTOR, NOT_FOUND]
    )
    def post(self, request: Request) -> dict[str, Any]:
        """Make recovery codes anew; those of before no longer count."""
        return {"recovery_codes": actions.make_recovery_codes(request.user, origin_of(request))}


class RequestResetView(View):
    access = {"POST": InPerson(IsAdmin)}
    names = {"POST": "requestFactorReset"}

    @operation(
        response=FactorResetSerializer,
        status=201,
        location="/api/v1/auth/factor-resets/{id}/",
        refuses=[NOT_RECENT, OWN_SECOND_FACTORS, NO_SECOND_FACTOR, RESET_WAITS],
    )
    def post(self, request: Request, account_id: UUID) -> FactorReset:
        """Ask that somebody's second factors are removed, because they were lost.

        Another admin approves it, within a day.
        """
        return actions.request_reset(request.user, account_id)


class FactorResetsView(View):
    access = {"GET": InPerson(IsAdmin)}

    @listing(response=FactorResetSerializer)
    def get(self, request: Request) -> QuerySet[FactorReset]:
        """List resets of second factors."""
        return factor_resets_visible_to(request.user)


class FactorResetView(View):
    access = {"GET": InPerson(IsAdmin), "DELETE": InPerson(IsAdmin)}
    names = {"DELETE": "withdrawFactorReset"}

    @operation(response=FactorResetSerializer)
    def get(self, request: Request, factor_reset_id: UUID) -> QuerySet[FactorReset]:
        """Read a reset of second factors."""
        return factor_resets_visible_to(request.user).filter(pk=factor_reset_id)

    @operation(status=204, refuses=[RESET_OVER])
    def delete(self, request: Request, factor_reset_id: UUID) -> None:
        """Withdraw a reset that waits, or refuse what another admin asked for."""
        actions.withdraw_reset(request.user, factor_reset_id, check_precondition=self.check_precondition)


class ApproveResetView(View):
    access = {"POST": InPerson(IsAdmin)}
    names = {"POST": "approveFactorReset"}

    @operation(response=FactorResetSerializer, refuses=[NOT_RECENT, ANOTHER_ADMIN_NEEDED, RESET_OVER])
    def post(self, request: Request, factor_reset_id: UUID) -> FactorReset:
        """Approve a reset: the person's second factors go, and their sessions end."""
        return actions.approve_reset(request.user, factor_reset_id)
