"""Routes of all eight services."""

ONE_ROUTE_OF_EACH_SERVICE = (
    "auth/me/",
    "customers/me/",
    "employees/me/",
    "vehicles/",
    "appointments/",
    "notifications/",
    "users/me/",
    "chatbot/conversations/",
)
