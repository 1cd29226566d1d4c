from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from accounts import actions, signing
from accounts.errors import (
    ADDRESS_UNVERIFIED,
    EMAIL_OF_ANOTHER,
    EMAIL_TAKEN,
    IN_NO_GROUP,
    INVALID_CLIENT,
    INVALID_CREDENTIALS,
    LAST_ADMIN,
    NO_LOGIN,
    NO_PASSWORD,
    NOT_OF_THIS_ROLE,
    NOT_RECENT,
    REFRESH_EXPIRED,
    REFRESH_IN_PROGRESS,
    REFRESH_INVALID,
    TOO_MANY_ATTEMPTS,
    WRONG_PASSWORD,
)
from accounts.groups import groups_in_words
from accounts.models import Account
from accounts.permissions import accounts_visible_to
from accounts.serializers import (
    AccountFilters,
    AccountForServicesSerializer,
    AccountSerializer,
    ChallengedSerializer,
    ChangeAccountSerializer,
    ChangeOwnAccountSerializer,
    ChangePasswordSerializer,
    GroupsSerializer,
    KeySetSerializer,
    RefreshTokenSerializer,
    RegisterAccountSerializer,
    RegisterWithoutLoginSerializer,
    ServiceCredentialsSerializer,
    ServiceTokenSerializer,
    SignedInAccountSerializer,
    SignInSerializer,
    TokenPairSerializer,
)
from chassis.api.operations import Answer, listing, operation
from chassis.api.permissions import Anyone, InPerson, IsAdmin, IsService, IsSignedIn
from chassis.api.views import View
from chassis.errors import SESSION_REVOKED
from chassis.framework_errors import NOT_FOUND
from chassis.origins import origin_of


class CredentialsInBody(BaseAuthentication):
    """An old access token in the header is no reason to refuse who is about to get a new one."""

    def authenticate(self, request: Request) -> None:
        return None

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="servease"'


class SecretView(View):
    def finalize_response(self, request: Request, response: HttpResponse, *args: Any, **path: Any) -> Any:
        """Tokens, and what is shown once, are nobody else's to keep (RFC 6749, 5.1)."""
        response.headers.setdefault("Cache-Control", "no-store")
        return super().finalize_response(request, response, *args, **path)


class OpenView(SecretView):
    authentication_classes = [CredentialsInBody]


def signed_in(result: "actions.SignedIn | actions.Challenged") -> "actions.SignedIn | Answer":
    """What a sign-in answers: tokens, or the question for a second factor."""
    return Answer(200, result) if "mfa_token" in result else result


class RegisterView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "registerAccount"}

    @operation(
        request=RegisterAccountSerializer,
        response=SignedInAccountSerializer,
        status=201,
        refuses=[EMAIL_TAKEN],
    )
    def post(self, request: Request, data: dict) -> actions.SignedIn:
        """Open a customer's account and sign in."""
        return actions.register(data, origin_of(request))


class LoginView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "signIn"}

    @operation(
        request=SignInSerializer,
        response=SignedInAccountSerializer,
        answers={200: ChallengedSerializer},
        refuses=[INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS],
    )
    def post(self, request: Request, data: dict) -> actions.SignedIn | Answer:
        """Sign in with email address and password.

        Who has a second factor is asked for it: the answer then has an `mfa_token` and no tokens.
        """
        return signed_in(actions.sign_in(data, origin_of(request)))


class RefreshView(OpenView):
    access = {"POST": Anyone}

    @operation(
        request=RefreshTokenSerializer,
        response=TokenPairSerializer,
        refuses=[REFRESH_INVALID, REFRESH_EXPIRED, SESSION_REVOKED, REFRESH_IN_PROGRESS],
    )
    def post(self, request: Request, data: dict) -> actions.Issued:
        """Exchange a refresh token, once, for a new pair of tokens.

        An answer that was lost may be asked for again within ten seconds, five times in all; a use after that
        ends the session.
        """
        return actions.refresh(data["refresh"])


class LogoutView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "signOut"}

    @operation(request=RefreshTokenSerializer, status=204, refuses=[REFRESH_INVALID])
    def post(self, request: Request, data: dict) -> None:
        """Sign out: the session's tokens no longer count anywhere."""
        actions.sign_out(data["refresh"])


class KeySetView(View):
    access = {"GET": Anyone}
    names = {"GET": "readKeySet"}
    authentication_classes = [CredentialsInBody]

    @operation(response=KeySetSerializer)
    def get(self, request: Request) -> dict[str, Any]:
        """Read the public keys that verify access tokens (RFC 7517)."""
        return signing.key_set()

    def finalize_response(self, request: Request, response: HttpResponse, *args: Any, **path: Any) -> Any:
        if response.status_code < 400:
            response["Cache-Control"] = "public, max-age=300"
        return super().finalize_response(request, response, *args, **path)


class MeView(View):
    access = {"GET": IsSignedIn, "PATCH": InPerson(IsSignedIn)}
    names = {"GET": "readOwnAccount", "PATCH": "changeOwnAccount"}

    @operation(response=AccountSerializer, refuses=[NOT_FOUND])
    def get(self, request: Request) -> QuerySet[Account]:
        """Read your account."""
        return Account.objects.filter(pk=request.user.id)

    @operation(request=ChangeOwnAccountSerializer, response=AccountSerializer, refuses=[NOT_FOUND])
    def patch(self, request: Request, data: dict) -> Account:
        """Change your name or phone."""
        return actions.change_own_account(request.user, data, check_precondition=self.check_precondition)


class PasswordView(View):
    access = {"POST": InPerson(IsSignedIn)}

    @operation(
        request=ChangePasswordSerializer,
        status=204,
        fields={"current_password": WRONG_PASSWORD},
        refuses=[NO_PASSWORD, TOO_MANY_ATTEMPTS, NOT_FOUND],
    )
    def post(self, request: Request, data: dict) -> None:
        """Change your password; your other sessions end."""
        actions.change_password(request.user, data, origin_of(request))


class AccountsView(View):
    access = {"GET": InPerson(IsAdmin)}

    @listing(
        response=AccountSerializer,
        filters=AccountFilters,
        ordering={"created_at": "id", "email": "email", "last_name": "last_name"},
        search=("email", "first_name", "last_name", "phone"),
    )
    def get(self, request: Request) -> QuerySet[Account]:
        """List accounts."""
        return accounts_visible_to(request.user)


class AccountView(View):
    access = {"GET": InPerson(IsAdmin), "PATCH": InPerson(IsAdmin)}

    @operation(response=AccountSerializer)
    def get(self, request: Request, account_id: UUID) -> QuerySet[Account]:
        """Read an account."""
        return accounts_visible_to(request.user).filter(pk=account_id)

    @operation(
        request=ChangeAccountSerializer,
        response=AccountSerializer,
        fields={"groups": [NOT_OF_THIS_ROLE, IN_NO_GROUP]},
        refuses=[LAST_ADMIN, NO_LOGIN, ADDRESS_UNVERIFIED, NOT_RECENT],
    )
    def patch(self, request: Request, data: dict, account_id: UUID) -> Account:
        """Give an account another role or other groups, or (de)activate it."""
        return actions.change_account(
            request.user, account_id, data, check_precondition=self.check_precondition
        )


class GroupsView(View):
    access = {"GET": InPerson(IsAdmin)}
    names = {"GET": "listGroups"}

    @operation(response=GroupsSerializer)
    def get(self, request: Request) -> dict[str, Any]:
        """List the groups, and what being in each permits."""
        return {"groups": groups_in_words()}


class AccountsForServicesView(View):
    access = {"POST": IsService("customer-service")}
    names = {"POST": "registerWithoutLogin"}

    @operation(
        request=RegisterWithoutLoginSerializer,
        response=AccountForServicesSerializer,
        status=201,
        idempotent=True,
        refuses=[EMAIL_OF_ANOTHER],
    )
    def post(self, request: Request, data: dict) -> Account:
        """Open an account for a customer who cannot sign in."""
        return actions.register_without_login(data, store_reply=self.store_reply)


class ServiceTokenView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "issueServiceToken"}

    @operation(
        request=ServiceCredentialsSerializer, response=ServiceTokenSerializer, refuses=[INVALID_CLIENT]
    )
    def post(self, request: Request, data: dict) -> actions.Grant:
        """Get a service's own token for its client credentials."""
        return actions.grant_service_token(data["client_id"], data["client_secret"])
