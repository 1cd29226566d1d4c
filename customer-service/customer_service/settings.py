"""Settings of customer-service. Each line is either its own or a function of chassis.settings."""

from chassis import logs
from chassis import settings as chassis
from chassis.env import Environment

env = Environment()

SERVICE_NAME = "customer-service"
INSTANCE = chassis.instance(env, SERVICE_NAME)

DEBUG = env.debug
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = chassis.allowed_hosts(env)

INSTALLED_APPS = chassis.installed_apps("customers")
MIDDLEWARE = chassis.middleware()
ROOT_URLCONF = "customer_service.urls"
WSGI_APPLICATION = "customer_service.wsgi.application"

DATABASES = chassis.databases(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = chassis.redis_url(env)
CACHES = chassis.caches(REDIS_URL, SERVICE_NAME)
STATE_DIR = chassis.state_folder(env)

AUTH_SERVICE_URL = env.url("AUTH_SERVICE_URL")
CLIENT_SECRET = env.secret("CLIENT_SECRET")

LIMITS = chassis.limits(env)
REST_FRAMEWORK = chassis.rest_framework()
DRF_STANDARDIZED_ERRORS = chassis.standardized_errors()
SPECTACULAR_SETTINGS = chassis.schema(
    "Customers",
    "Whom the workshop serves, how to reach them, and what they consented to.",
    ConsentPurpose="customers.models.Purpose",
    ConsentSource="customers.models.Consent.Source",
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
