"""Who may use a route. Which rows they may see is each service's own permissions.py."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request


def caller(request: Request) -> Any:
    """Who asks: an Actor, or Nameless. REST framework's own types know only Django's users."""
    return request.user


class Nobody(BasePermission):
    """The default: a route that does not say who may use it serves nobody."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return False


class Anyone(BasePermission):
    """No token is asked for."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return True


class SignedIn(BasePermission):
    """Any account: customer, employee or admin. Not a service."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and not caller(request).is_service)


class Customer(BasePermission):
    """Customers only."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and caller(request).is_customer)


class Staff(BasePermission):
    """Employees and admins."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and caller(request).is_staff)


class Admin(BasePermission):
    """Admins only."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and caller(request).is_admin)


class Service(BasePermission):
    """Another service of the platform, by its own token."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and caller(request).is_service)


class Nameless:
    """Who asks without a token."""

    id = None
    role = ""
    is_authenticated = is_staff = is_admin = is_customer = is_service = False
