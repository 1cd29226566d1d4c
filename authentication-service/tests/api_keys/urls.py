KEYS = "/api/v1/auth/api-keys/"
ME = "/api/v1/auth/me/"
LOOK_UP = "/internal/api-keys/"


def keys_of(account_id):
    return f"/api/v1/auth/accounts/{account_id}/api-keys/"
