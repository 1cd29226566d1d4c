"""Where passkeys are."""

PASSKEYS = "/api/v1/auth/passkeys/"
REGISTRATION = f"{PASSKEYS}registration/"
SIGN_IN = "/api/v1/auth/login/passkey/"
SECOND_FACTOR = "/api/v1/auth/login/mfa/passkey/"
STEP_UP = "/api/v1/auth/step-up/passkey/"
