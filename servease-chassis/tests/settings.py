"""A service that exists only to try the chassis out."""

from pathlib import Path

from chassis import logs
from chassis import settings as chassis
from chassis.env import Environment

env = Environment()

EVENT_CONTRACTS = Path(__file__).parent / "contracts"

SERVICE_NAME = "sample-service"
INSTANCE = "sample-service-1"
DEBUG = env.debug
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = chassis.installed_apps("chassis.files", "tests.sample.apps.SampleConfig")
MIDDLEWARE = chassis.middleware()
ROOT_URLCONF = "tests.sample.urls"
DATABASES = chassis.databases(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = chassis.redis_url(env)
CACHES = chassis.caches(REDIS_URL, SERVICE_NAME)
STATE_DIR = chassis.state_folder(env)
STORAGES = chassis.storages(env, SERVICE_NAME)
FILES_QUOTA_BYTES = chassis.files_quota(env)
AUTH_SERVICE_URL = env.url("AUTH_SERVICE_URL")
CUSTOMER_SERVICE_URL = env.url("CUSTOMER_SERVICE_URL")
CLIENT_SECRET = env.secret("CLIENT_SECRET")
LIMITS = chassis.limits(env)
REST_FRAMEWORK = chassis.rest_framework()
DRF_STANDARDIZED_ERRORS = chassis.standardized_errors()
SPECTACULAR_SETTINGS = chassis.schema("Sample", "Tries the chassis out.")
CORS_ALLOWED_ORIGINS = chassis.cors_origins(env)
CORS_ALLOW_HEADERS = chassis.CORS_ALLOWED_HEADERS
CORS_EXPOSE_HEADERS = chassis.CORS_EXPOSED_HEADERS
APPEND_SLASH = False
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
LOGGING = logs.configuration(SERVICE_NAME, INSTANCE, "INFO")
