"""The view every route is: it says who may use it, and chassis.api.operations does the rest."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from rest_framework.authentication import BaseAuthentication
from rest_framework.parsers import BaseParser
from rest_framework.permissions import BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from chassis import limits
from chassis.api.etags import Precondition, no_precondition
from chassis.api.idempotency import StoreReply, store_no_reply
from chassis.api.negotiation import files_of
from chassis.api.permissions import Access, Anyone, InScope, Nobody, caller, made, scope_of


class Called:
    """A check that an action must make, and whether it did."""

    def __init__(self, check: Precondition) -> None:
        self.check = check
        self.called = False

    def __call__(self, row: Any) -> None:
        self.called = True
        self.check(row)


METHODS = ("get", "post", "put", "patch", "delete")


class View(APIView):
    """One class per URL. `access` names, for each method, an entry of chassis.api.permissions: who is let in.

    A method without an entry cannot be defined: the class itself refuses. A token with scopes must also
    hold the scope of the route, which each route has without naming one. `names` gives, for a method, the
    operation's name in client libraries where chassis.api.names makes a poor one. `self.check_precondition`
    and `self.store_reply` are for the action to call inside its transaction (see chassis.api.etags and
    chassis.api.idempotency).
    """

    access: dict[str, type[Access] | Access] = {}
    names: dict[str, str] = {}
    http_method_names = [*METHODS, "head", "options"]
    check_precondition: Precondition = staticmethod(no_precondition)
    store_reply: StoreReply = staticmethod(store_no_reply)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        undeclared = [
            method for method in METHODS if hasattr(cls, method) and method.upper() not in cls.access
        ]
        if undeclared:
            raise TypeError(f"{cls.__name__}.access does not say who may use {', '.join(undeclared)}.")
        if misnamed := set(cls.names) - set(cls.access):
            raise TypeError(f"{cls.__name__}.names names {', '.join(misnamed)}, which it does not serve.")
        for method, entry in cls.access.items():
            # One that lacks words of its own refuses here, and not at the first request.
            anyone = isinstance(made(entry), Anyone)
            if anyone and getattr(getattr(cls, method.lower(), None), "replays", False):
                raise TypeError(f"{cls.__name__}: replies are kept for accounts; {method} is for anyone.")

    def options(self, request: HttpRequest, *_: Any, **path: Any) -> HttpResponse:  # type: ignore[override]
        """What may be done here is in `Allow`, as on every answer."""
        return HttpResponse(status=204)

    def perform_authentication(self, request: Request) -> None:
        super().perform_authentication(request)
        limits.count(request, caller(request), self.headers)

    def get_parsers(self) -> list[BaseParser]:
        handler = getattr(self, str(self.request.method).lower(), None) if self.request else None
        own = getattr(handler, "parsers", ())
        return [parser() for parser in own] if own else super().get_parsers()

    def get_renderers(self) -> list[BaseRenderer]:
        handler = getattr(self, str(self._served()).lower(), None) if self.request else None
        return [*super().get_renderers(), *files_of(getattr(handler, "answers", {}))]

    def get_authenticators(self) -> list[BaseAuthentication]:
        # There is no request while the schema is written.
        return super().get_authenticators() if self.request is None or self._served() else []

    def get_permissions(self) -> list[BasePermission]:
        method = self._served()
        if method is None:
            return []
        entry = made(self.access.get(method, Nobody))
        if isinstance(entry, Anyone):
            return [entry]
        return [entry, InScope(scope_of(entry, method, self.request.path))]

    def _served(self) -> str | None:
        """The method that somebody may be refused; OPTIONS, and what is 405, are the same for everybody."""
        method = "GET" if self.request.method == "HEAD" else str(self.request.method)
        return method if method.lower() in METHODS and hasattr(self, method.lower()) else None
