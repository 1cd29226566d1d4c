"""Who may use a route. Which rows they may see is each service's own permissions.py."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from chassis.auth.rights import WORDS, Permission


def caller(request: Request) -> Any:
    """Who asks: an Actor, or Anonymous. REST framework's own types know only Django's users."""
    return request.user


class Access(BasePermission):
    """An entry of a view's `access`: a class of these, or one that was made with words of its own.

    `name` is what the schema calls it. `scope` is what a token with scopes must hold beside it: None for the
    word that follows from the route, "" for none at all.
    """

    scope: str | None = None

    @property
    def name(self) -> str:
        return type(self).__name__.removeprefix("Is")

    @property
    def whom(self) -> str:
        return str(type(self).__doc__)

    def has_permission(self, request: Request, view: Any) -> bool:
        return False


class Nobody(Access):
    """The default: a route that does not say who may use it serves nobody."""


class Anyone(Access):
    """No token is asked for."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return True


class IsSignedIn(Access):
    """Any account: customer, employee or admin. Not a service."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and not caller(request).is_service)


class IsCustomer(Access):
    """Customers only."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and caller(request).is_customer)


class IsStaff(Access):
    """Employees and admins."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and caller(request).is_staff)


class IsAdmin(Access):
    """Admins only."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and caller(request).is_admin)


class May(Access):
    """Whoever has a permission: `access = {"POST": May(Permission.ASSIGN_WORK)}`."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission
        self.message = f"This needs the permission {permission}."

    @property
    def name(self) -> str:
        return f"May {self.permission}"

    @property
    def whom(self) -> str:
        return f"Whoever may {WORDS[self.permission]} (`{self.permission}`)."

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(caller(request).is_authenticated and caller(request).may(self.permission))


class IsService(Access):
    """Other services of the platform, by their own tokens: `IsService("chatbot-service")`."""

    def __init__(self, *names: str) -> None:
        if not names:
            raise TypeError("Say which services: what one of them may ask is not for all who hold a secret.")
        self.names = names

    @property
    def whom(self) -> str:
        return f"Of the platform's services: {', '.join(self.names)}."

    def has_permission(self, request: Request, view: Any) -> bool:
        who = caller(request)
        return bool(who.is_authenticated and who.is_service and who.name in self.names)


class Scoped(Access):
    """An entry with a scope of its own instead of the one that follows from the route."""

    def __init__(self, entry: "type[Access] | Access", scope: str) -> None:
        self.entry = made(entry)
        self.scope = scope
        self.message = getattr(self.entry, "message", None)

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def whom(self) -> str:
        return self.entry.whom

    def has_permission(self, request: Request, view: Any) -> bool:
        return self.entry.has_permission(request, view)


class InPerson(Scoped):
    """An entry that no token with scopes satisfies, whichever they are: passwords, sessions, accounts."""

    def __init__(self, entry: "type[Access] | Access") -> None:
        super().__init__(entry, "")


class InScope(BasePermission):
    """Holds a token with scopes to them; somebody in person has none and needs none."""

    code = "insufficient_scope"

    def __init__(self, scope: str) -> None:
        self.scope = scope
        self.message = f"This needs the scope {scope}." if scope else "No scope allows this."

    def has_permission(self, request: Request, view: Any) -> bool:
        scopes = caller(request).scopes
        return scopes is None or self.scope in scopes


def made(entry: type[Access] | Access) -> Access:
    return entry() if isinstance(entry, type) else entry


def scope_of(entry: type[Access] | Access, method: str, path: str) -> str:
    """The scope of an operation: `vehicles:read` of GET /api/v1/vehicles/…, unless the entry has its own."""
    own = made(entry).scope
    if own is not None:
        return own
    resource = path.removeprefix("/api/v1").strip("/").partition("/")[0]
    return f"{resource}:{'read' if method in {'GET', 'HEAD'} else 'write'}"


class Anonymous:
    """Who asks without a token."""

    id = None
    role = ""
    name = ""
    scopes = None
    is_authenticated = is_staff = is_admin = is_customer = is_service = False

    def may(self, permission: Permission) -> bool:
        return False
