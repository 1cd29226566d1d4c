"""The view every route is: it says who may use it, and chassis.operations does the rest."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.views import APIView

from chassis.etags import Expect, anything
from chassis.idempotency import Remember, nothing
from chassis.permissions import Nobody

METHODS = ("get", "post", "put", "patch", "delete")


class View(APIView):
    """One class a URL. `access` names, for each method, the permission class that lets a caller in.

    A method without an entry cannot be defined: the class itself refuses. `self.expect` and `self.remember`
    are for the action to call inside its transaction (see chassis.etags and chassis.idempotency).
    """

    access: dict[str, type[BasePermission]] = {}
    http_method_names = [*METHODS, "head"]
    expect: Expect = staticmethod(anything)
    remember: Remember = staticmethod(nothing)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        undeclared = [
            method for method in METHODS if hasattr(cls, method) and method.upper() not in cls.access
        ]
        if undeclared:
            raise TypeError(f"{cls.__name__}.access does not say who may use {', '.join(undeclared)}.")

    def get_permissions(self) -> list[BasePermission]:
        method = "GET" if self.request.method == "HEAD" else str(self.request.method)
        if not hasattr(self, method.lower()):
            # Nothing is served for this method, so it is 405 for everybody.
            return []
        return [self.access.get(method, Nobody)()]
