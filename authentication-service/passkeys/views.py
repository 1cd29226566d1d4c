from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from accounts.actions import SignedIn
from accounts.errors import CHALLENGE_OVER, NOT_RECENT
from accounts.serializers import SignedInAccountSerializer
from accounts.views import OpenView, SecretView
from chassis.api.operations import listing, operation
from chassis.api.permissions import Anyone, InPerson, IsSignedIn
from chassis.api.views import View
from chassis.framework_errors import NOT_FOUND
from chassis.origins import origin_of
from factors.errors import SECOND_FACTOR_REQUIRED
from factors.views import Enrolling
from passkeys import actions
from passkeys.errors import (
    CEREMONY_OVER,
    NO_PASSKEY,
    PASSKEY_INVALID,
    PASSKEY_REFUSED,
    PASSKEY_TAKEN,
    PASSKEYS_OFF,
    TOO_MANY_PASSKEYS,
)
from passkeys.models import Passkey
from passkeys.permissions import passkeys_of
from passkeys.serializers import (
    BeginPasskeySecondFactorSerializer,
    ChangePasskeySerializer,
    NewPasskeyOptionsSerializer,
    PasskeyOptionsSerializer,
    PasskeySecondFactorSerializer,
    PasskeySerializer,
    PasskeySignInSerializer,
    PasskeyStepUpSerializer,
    RegisteredPasskeySerializer,
    RegisterPasskeySerializer,
)


class PasskeysView(View):
    access = {"GET": Enrolling}

    @listing(response=PasskeySerializer)
    def get(self, request: Request) -> QuerySet[Passkey]:
        """List your passkeys."""
        return passkeys_of(request.user)


class PasskeyView(View):
    access = {"GET": Enrolling, "PATCH": InPerson(IsSignedIn), "DELETE": InPerson(IsSignedIn)}

    @operation(response=PasskeySerializer)
    def get(self, request: Request, passkey_id: UUID) -> QuerySet[Passkey]:
        """Read one of your passkeys."""
        return passkeys_of(request.user).filter(pk=passkey_id)

    @operation(request=ChangePasskeySerializer, response=PasskeySerializer)
    def patch(self, request: Request, data: dict[str, Any], passkey_id: UUID) -> Passkey:
        """Call a passkey something else."""
        return actions.rename_passkey(
            request.user, passkey_id, data, check_precondition=self.check_precondition
        )

    @operation(status=204, refuses=[NOT_RECENT, SECOND_FACTOR_REQUIRED])
    def delete(self, request: Request, passkey_id: UUID) -> None:
        """Remove a passkey, which then signs in no more. Needs a sign-in of the last ten minutes."""
        actions.remove_passkey(
            request.user, passkey_id, origin_of(request), check_precondition=self.check_precondition
        )


class BeginRegistrationView(View):
    access = {"POST": Enrolling}
    names = {"POST": "beginPasskeyRegistration"}

    @operation(
        response=NewPasskeyOptionsSerializer, refuses=[NOT_RECENT, PASSKEYS_OFF, TOO_MANY_PASSKEYS, NOT_FOUND]
    )
    def post(self, request: Request) -> actions.Begun:
        """Ask for a new passkey. Needs a sign-in of the last ten minutes."""
        return actions.begin_registration(request.user)


class CompleteRegistrationView(SecretView):
    access = {"POST": Enrolling}
    names = {"POST": "completePasskeyRegistration"}

    @operation(
        request=RegisterPasskeySerializer,
        response=RegisteredPasskeySerializer,
        status=201,
        fields={"ceremony_id": CEREMONY_OVER, "credential": PASSKEY_INVALID},
        refuses=[NOT_RECENT, PASSKEY_TAKEN, TOO_MANY_PASSKEYS, NOT_FOUND],
    )
    def post(self, request: Request, data: dict[str, Any]) -> actions.Registered:
        """Keep the passkey that the browser made: a second factor that signs in by itself.

        With the first second factor come ten recovery codes, and all other sessions end.
        """
        return actions.complete_registration(request.user, data, origin_of(request))


class BeginSignInView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "beginPasskeySignIn"}

    @operation(response=PasskeyOptionsSerializer, refuses=[PASSKEYS_OFF])
    def post(self, request: Request) -> actions.Begun:
        """Ask for a passkey to sign in by."""
        return actions.begin_sign_in()


class CompleteSignInView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "completePasskeySignIn"}

    @operation(request=PasskeySignInSerializer, response=SignedInAccountSerializer, refuses=[PASSKEY_REFUSED])
    def post(self, request: Request, data: dict[str, Any]) -> SignedIn:
        """Sign in by a passkey; no other factor is asked for."""
        return actions.complete_sign_in(data, origin_of(request))


class BeginSecondFactorView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "beginPasskeySecondFactor"}

    @operation(
        request=BeginPasskeySecondFactorSerializer,
        response=PasskeyOptionsSerializer,
        refuses=[CHALLENGE_OVER, NO_PASSKEY, PASSKEYS_OFF],
    )
    def post(self, request: Request, data: dict[str, Any]) -> actions.Begun:
        """Ask for a passkey as the second factor of a sign-in."""
        return actions.begin_second_factor(data["mfa_token"])


class CompleteSecondFactorView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "completePasskeySecondFactor"}

    @operation(
        request=PasskeySecondFactorSerializer,
        response=SignedInAccountSerializer,
        refuses=[CHALLENGE_OVER, PASSKEY_REFUSED],
    )
    def post(self, request: Request, data: dict[str, Any]) -> SignedIn:
        """Finish a sign-in by a passkey."""
        return actions.complete_second_factor(data, origin_of(request))


class BeginStepUpView(View):
    access = {"POST": InPerson(IsSignedIn)}
    names = {"POST": "beginPasskeyStepUp"}

    @operation(response=PasskeyOptionsSerializer, refuses=[NO_PASSKEY, PASSKEYS_OFF, NOT_FOUND])
    def post(self, request: Request) -> actions.Begun:
        """Ask for one of your passkeys, before a change that needs a sign-in of the last ten minutes."""
        return actions.begin_step_up(request.user)


class CompleteStepUpView(View):
    access = {"POST": InPerson(IsSignedIn)}
    names = {"POST": "completePasskeyStepUp"}

    @operation(
        request=PasskeyStepUpSerializer,
        status=204,
        fields={"ceremony_id": CEREMONY_OVER, "credential": PASSKEY_INVALID},
        refuses=[NOT_FOUND],
    )
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Show by a passkey once more who you are."""
        actions.complete_step_up(request.user, data)
