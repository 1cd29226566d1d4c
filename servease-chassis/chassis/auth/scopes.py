"""What an API key may be allowed: a word for each noun of the API, to read it and to write it.

Each route has its word by itself (chassis.api.permissions.scope_of). The list says which of them a key can be
given, and is the same in every service; a test of the layout holds it to the merged schema.
"""

SCOPES = (
    "appointments:read",
    "appointments:write",
    "auth:read",
    "chatbot:read",
    "chatbot:write",
    "customers:read",
    "customers:write",
    "employees:read",
    "employees:write",
    "notifications:read",
    "notifications:write",
    "projects:read",
    "projects:write",
    "users:read",
    "users:write",
    "vehicles:read",
    "vehicles:write",
)
