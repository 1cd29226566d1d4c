"""Settings of appointment-service. Each line is either its own or a function of chassis.settings."""

from chassis import logs
from chassis import settings as chassis
from chassis.env import Environment

env = Environment()

SERVICE_NAME = "appointment-service"
INSTANCE = chassis.instance(env, SERVICE_NAME)

DEBUG = env.debug
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = chassis.allowed_hosts(env)

INSTALLED_APPS = chassis.installed_apps(
    "django.contrib.postgres",
    "chassis.files",
    "resources",
    "appointments",
    "rota",
    "figures",
    "series",
    "waitlist",
    "feeds",
)
MIDDLEWARE = chassis.middleware()
ROOT_URLCONF = "appointment_service.urls"
WSGI_APPLICATION = "appointment_service.wsgi.application"

DATABASES = chassis.databases(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = chassis.redis_url(env)
CACHES = chassis.caches(REDIS_URL, SERVICE_NAME)
STATE_DIR = chassis.state_folder(env)
STORAGES = chassis.storages(env, SERVICE_NAME)
FILES_QUOTA_BYTES = chassis.files_quota(env)

AUTH_SERVICE_URL = env.url("AUTH_SERVICE_URL")
VEHICLE_SERVICE_URL = env.url("VEHICLE_SERVICE_URL")
CLIENT_SECRET = env.secret("CLIENT_SECRET")

LIMITS = chassis.limits(env)
REST_FRAMEWORK = chassis.rest_framework()
DRF_STANDARDIZED_ERRORS = chassis.standardized_errors()
SPECTACULAR_SETTINGS = chassis.schema(
    "Appointments",
    "When the workshop is free, and who comes when: slots, holds, bookings and the workshop's calendar.",
    AppointmentStatus="appointments.statuses.Status",
    AssignmentReason="appointments.assignment.AssignmentReason",
    AttentionReason="appointments.attention.AttentionReason",
    DateStatus="series.statuses.DateStatus",
    FeedKind="feeds.models.FeedKind",
    LeftReason="appointments.actions.moving.LeftReason",
    SeriesFrequency="series.statuses.Frequency",
    SeriesOutcome="series.statuses.Outcome",
    UnbookableReason="appointments.calendar.Reason",
    Visibility="appointments.statuses.Visibility",
    WaitlistEndReason="waitlist.statuses.EndReason",
    WaitlistStatus="waitlist.statuses.Status",
)

CORS_ALLOWED_ORIGINS = chassis.cors_origins(env)
CORS_ALLOW_HEADERS = chassis.CORS_ALLOWED_HEADERS
CORS_EXPOSE_HEADERS = chassis.CORS_EXPOSED_HEADERS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
APPEND_SLASH = False

# Of the first location, when the database is made.
WORKSHOP_TIME_ZONE = env.time_zone("WORKSHOP_TIME_ZONE")
REQUIRE_VERIFIED_EMAIL = env.flag("REQUIRE_VERIFIED_EMAIL", default=True)

CELERY_BROKER_URL = REDIS_URL
# Redis is shared by the services, so this service's queue carries its name.
CELERY_TASK_DEFAULT_QUEUE = SERVICE_NAME
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": f"{SERVICE_NAME}:"}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

LOGGING = logs.configuration(SERVICE_NAME, INSTANCE, env.text("LOG_LEVEL", default="INFO"))
