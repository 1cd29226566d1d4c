from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from msgspec import structs
from rest_framework.request import Request

from accounts.errors import NOT_RECENT
from accounts.views import SecretView
from api_keys import actions, lookup
from api_keys.errors import TOO_MANY_KEYS
from api_keys.models import ApiKey
from api_keys.permissions import keys_of, keys_of_account
from api_keys.serializers import (
    ApiKeySerializer,
    ApiKeyWithTextSerializer,
    HolderOfApiKeySerializer,
    LookUpApiKeySerializer,
    MakeApiKeySerializer,
)
from chassis.api.operations import listing, operation
from chassis.api.permissions import InPerson, IsAdmin, IsService, IsSignedIn
from chassis.api.views import View
from chassis.errors import NotFound
from chassis.framework_errors import NOT_FOUND
from chassis.origins import origin_of


class ApiKeysView(SecretView):
    access = {"GET": InPerson(IsSignedIn), "POST": InPerson(IsSignedIn)}
    names = {"POST": "makeApiKey"}

    @listing(response=ApiKeySerializer)
    def get(self, request: Request) -> QuerySet[ApiKey]:
        """List your API keys, newest first."""
        return keys_of(request.user)

    @operation(
        request=MakeApiKeySerializer,
        response=ApiKeyWithTextSerializer,
        status=201,
        refuses=[NOT_RECENT, TOO_MANY_KEYS, NOT_FOUND],
    )
    def post(self, request: Request, data: dict) -> dict[str, Any]:
        """Make an API key, by which a program acts for you.

        It is sent as a Bearer token, and opens what you may, as far as its scopes name it (`x-scope` of each
        operation); never what is for people in person, as passwords, sessions and keys. Where an answer needs
        other resources too, their scopes are needed as well: `appointments:write` books together with
        `vehicles:read`. `key` is shown here alone. There is no Idempotency-Key, for then it would have to be
        kept; end a key whose text got lost.
        """
        key, text = actions.make_key(request.user, data, origin_of(request))
        shown = ApiKeySerializer.Meta.fields
        return {**{name: getattr(key, name) for name in shown}, "key": text}


class ApiKeyView(View):
    access = {"GET": InPerson(IsSignedIn), "DELETE": InPerson(IsSignedIn)}
    names = {"DELETE": "endApiKey"}

    @operation(response=ApiKeySerializer)
    def get(self, request: Request, api_key_id: UUID) -> QuerySet[ApiKey]:
        """Read what one of your API keys is for, and when it was used last."""
        return keys_of(request.user).filter(pk=api_key_id)

    @operation(status=204)
    def delete(self, request: Request, api_key_id: UUID) -> None:
        """End one of your API keys; it counts nowhere within a second."""
        actions.end_key(request.user, api_key_id, check_precondition=self.check_precondition)


class AccountApiKeysView(View):
    access = {"GET": InPerson(IsAdmin)}
    names = {"GET": "listAccountApiKeys"}

    @listing(response=ApiKeySerializer)
    def get(self, request: Request, account_id: UUID) -> QuerySet[ApiKey]:
        """List somebody's API keys, newest first."""
        return keys_of_account(request.user, account_id)


class AccountApiKeyView(View):
    access = {"DELETE": InPerson(IsAdmin)}
    names = {"DELETE": "endAccountApiKey"}

    @operation(status=204, refuses=[NOT_RECENT])
    def delete(self, request: Request, account_id: UUID, api_key_id: UUID) -> None:
        """End one of somebody's API keys; it counts nowhere within a second."""
        actions.end_key_of_account(
            request.user, account_id, api_key_id, check_precondition=self.check_precondition
        )


class ApiKeysForServicesView(View):
    # All to whom a client may send a key.
    access = {
        "POST": IsService(
            "customer-service",
            "employee-service",
            "vehicleandproject-service",
            "appointment-service",
            "notification-service",
            "user-service",
            "chatbot-service",
        )
    }
    names = {"POST": "lookUpApiKey"}

    @operation(request=LookUpApiKeySerializer, response=HolderOfApiKeySerializer, refuses=[NOT_FOUND])
    def post(self, request: Request, data: dict) -> dict[str, Any]:
        """Whose key has this hash, and what it may; it is being used now.

        404 for one that was never made, has ended or has expired, and for that of an account that is not
        active. An answer may be kept for a minute, and for an hour while this service is away.
        """
        found = lookup.find(data["digest"])
        if found is None:
            raise NotFound
        return structs.asdict(found)
