"""Settings of authentication-service. Each line is either its own or a function of chassis.settings."""

from datetime import timedelta

from accounts.password_rules import password_validators
from chassis import logs
from chassis import settings as chassis
from chassis.auth.tokens import ACCESS_SECONDS, ALGORITHM, AUDIENCE, ISSUER
from chassis.env import Environment
from oidc.configuration import oidc_providers
from passkeys.site import site_of

env = Environment()

SERVICE_NAME = "authentication-service"
INSTANCE = chassis.instance(env, SERVICE_NAME)

DEBUG = env.debug
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = chassis.allowed_hosts(env)

# simplejwt's tokens import Django's user models; no other service has them. The first app's commands count.
INSTALLED_APPS = chassis.installed_apps(
    "accounts",
    "codes",
    "addresses",
    "factors",
    "passkeys",
    "api_keys",
    "oidc",
    "django.contrib.contenttypes",
    "django.contrib.auth",
)
MIDDLEWARE = chassis.middleware()
ROOT_URLCONF = "authentication_service.urls"
WSGI_APPLICATION = "authentication_service.wsgi.application"

DATABASES = chassis.databases(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = chassis.redis_url(env)
CACHES = chassis.caches(REDIS_URL, SERVICE_NAME)
STATE_DIR = chassis.state_folder(env)

AUTH_SERVICE_URL = env.url("AUTH_SERVICE_URL")
CLIENT_SECRET = env.secret("CLIENT_SECRET")
# Seals the private keys that sign tokens; no other service is given it.
SIGNING_SECRET = env.secret("SIGNING_SECRET")

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS: list[str] = []
# The constraint that makes an email address unique ignores case; the check knows only those that do not.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
PASSWORD_HASHERS = ["accounts.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = password_validators(env.file("COMMON_PASSWORDS_PATH"))
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(seconds=ACCESS_SECONDS),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=14),
    "ALGORITHM": ALGORITHM,
    "ISSUER": ISSUER,
    "AUDIENCE": AUDIENCE,
    "USER_ID_CLAIM": "sub",
}
# Who may ask for a service's token, by the secret that this service and that one share.
SERVICE_CLIENT_SECRETS = {
    f"{name.lower()}-service": env.secret(f"{name}_CLIENT_SECRET")
    for name in env.names_before("_CLIENT_SECRET")
}
# Where people reach the gateway, and providers send them back to.
PUBLIC_URL = env.public_url()
LINKS = chassis.links(env, oidc="/pages/oidc/#{id}")
OIDC_PROVIDERS = oidc_providers(env, PUBLIC_URL)
# Whether notification-service has anybody to send text messages by; without one no phone is verified.
SENDS_TEXT_MESSAGES = bool(env.text("SMS_URL", default=""))
# Whether an address must have been verified before its account gets a role at the workshop.
REQUIRE_VERIFIED_EMAIL = env.flag("REQUIRE_VERIFIED_EMAIL", default=True)
# Whether an admin's tokens open anything before they have a second factor.
REQUIRE_ADMIN_MFA = env.flag("REQUIRE_ADMIN_MFA", default=True)

# For which site passkeys are, and the pages that may ask for them.
PASSKEY_DOMAIN, PASSKEY_ORIGINS = site_of(env)

LIMITS = chassis.limits(env)
REST_FRAMEWORK = chassis.rest_framework()
DRF_STANDARDIZED_ERRORS = chassis.standardized_errors()
SPECTACULAR_SETTINGS = chassis.schema(
    "Authentication",
    "Accounts, the sessions they are signed in by, and the keys that verify their tokens.",
    AccountRole="accounts.models.Role",
    CodeChannel="codes.purposes.Channel",
    CodePurpose="codes.purposes.Purpose",
    Group="accounts.serializers.GROUPS",
    SecondFactor="accounts.models.SecondFactor",
)

CORS_ALLOWED_ORIGINS = chassis.cors_origins(env)
CORS_ALLOW_HEADERS = chassis.CORS_ALLOWED_HEADERS
CORS_EXPOSE_HEADERS = chassis.CORS_EXPOSED_HEADERS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
APPEND_SLASH = False

TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

LOGGING = logs.configuration(SERVICE_NAME, INSTANCE, env.text("LOG_LEVEL", default="INFO"))
