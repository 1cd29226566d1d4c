from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.request import Request

from accounts.actions import SignedIn
from accounts.errors import NOT_RECENT
from accounts.serializers import ChallengedSerializer, SignedInAccountSerializer
from accounts.views import OpenView, signed_in
from chassis.api.operations import Answer, listing, operation
from chassis.api.permissions import Anyone, InPerson, IsSignedIn
from chassis.api.views import View
from chassis.errors import UpstreamUnavailable
from chassis.origins import origin_of
from oidc import actions
from oidc.errors import (
    CODE_INVALID,
    EMAIL_NOT_VERIFIED,
    IDENTITY_TAKEN,
    LINK_REQUIRED,
    ONLY_WAY_IN,
    OTHER_ADDRESS,
    SIGN_IN_REFUSED,
    VERIFIER_INVALID,
)
from oidc.models import Identity
from oidc.outcomes import Outcome
from oidc.permissions import identities_visible_to
from oidc.serializers import (
    CallbackQuery,
    IdentitySerializer,
    ProviderSignInSerializer,
    ProvidersSerializer,
    SignInByProviderSerializer,
    StartQuery,
)


class ProvidersView(OpenView):
    access = {"GET": Anyone}
    names = {"GET": "listIdentityProviders"}

    @operation(response=ProvidersSerializer)
    def get(self, request: Request) -> dict[str, Any]:
        """List the providers that people may sign in by (OpenID Connect)."""
        known = settings.OIDC_PROVIDERS.values()
        return {"providers": [{"name": each.name, "title": each.title} for each in known]}


class StartView(OpenView):
    access = {"GET": Anyone}
    names = {"GET": "startSignInByProvider"}

    @operation(query=StartQuery, answers={303: None})
    def get(self, request: Request, params: dict, provider: str) -> HttpResponse:
        """Send a browser to a provider to sign in.

        The page makes a `code_verifier` and keeps it, and sends the browser here with its challenge
        (RFC 7636, S256). Where the provider does not answer, the browser is sent back to the page with
        `upstream_unavailable` behind the # of its address.
        """
        try:
            return _redirect(actions.begin(provider, params["code_challenge"]))
        except UpstreamUnavailable:
            return _to_page(Outcome.UNAVAILABLE)


class CallbackView(OpenView):
    access = {"GET": Anyone}
    names = {"GET": "returnFromProvider"}

    @operation(query=CallbackQuery, answers={303: None})
    def get(self, request: Request, params: dict, provider: str) -> HttpResponse:
        """Take a browser that a provider sends back to the page that began.

        Behind the # of its address is a code for login/oidc/, or why there is none: `declined`, by the
        person; `not_confirmed`, by the provider; `upstream_unavailable`, as it does not answer;
        `state_invalid` where the sign-in was not begun here, is over, or was finished already.
        """
        said = actions.come_back(
            provider,
            state=params["state"],
            code=params["code"],
            issuer=params["iss"],
            error=params["error"],
        )
        return _to_page(said)


class SignInByProviderView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "signInByProvider"}

    @operation(
        request=SignInByProviderSerializer,
        response=SignedInAccountSerializer,
        answers={200: ChallengedSerializer},
        fields={"code": CODE_INVALID, "code_verifier": VERIFIER_INVALID},
        refuses=[EMAIL_NOT_VERIFIED, LINK_REQUIRED, SIGN_IN_REFUSED],
    )
    def post(self, request: Request, data: dict) -> SignedIn | Answer:
        """Sign in with the code that a provider's confirmation gave.

        Who has no account yet is given a customer's. Where the address has one, sign in to it and send the
        same code to oidc/link/.
        """
        return signed_in(actions.sign_in_by_provider(data, origin_of(request)))


class LinkView(View):
    access = {"POST": InPerson(IsSignedIn)}
    names = {"POST": "linkIdentity"}

    @operation(
        request=ProviderSignInSerializer,
        response=IdentitySerializer,
        status=201,
        fields={"code": CODE_INVALID, "code_verifier": VERIFIER_INVALID},
        refuses=[EMAIL_NOT_VERIFIED, OTHER_ADDRESS, IDENTITY_TAKEN, NOT_RECENT],
    )
    def post(self, request: Request, data: dict) -> Identity:
        """Let your account sign in by the identity that a provider has confirmed."""
        return actions.link(request.user, data, origin_of(request))


class IdentitiesView(View):
    access = {"GET": InPerson(IsSignedIn)}

    @listing(response=IdentitySerializer)
    def get(self, request: Request) -> QuerySet[Identity]:
        """List the identities that you sign in by."""
        return identities_visible_to(request.user)


class IdentityView(View):
    access = {"GET": InPerson(IsSignedIn), "DELETE": InPerson(IsSignedIn)}
    names = {"DELETE": "unlinkIdentity"}

    @operation(response=IdentitySerializer)
    def get(self, request: Request, identity_id: UUID) -> QuerySet[Identity]:
        """Read one of the identities that you sign in by."""
        return identities_visible_to(request.user).filter(pk=identity_id)

    @operation(status=204, refuses=[ONLY_WAY_IN, NOT_RECENT])
    def delete(self, request: Request, identity_id: UUID) -> None:
        """Sign in by this identity no more."""
        actions.unlink(
            request.user, identity_id, origin_of(request), check_precondition=self.check_precondition
        )


def _to_page(said: str) -> HttpResponse:
    """`said` is a code or an Outcome."""
    return _redirect(settings.LINKS["oidc"].replace("{id}", quote(said)))


def _redirect(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})
