"""Settings of vehicleandproject-service. Each line is either its own or a function of chassis.settings."""

from chassis import logs
from chassis import settings as chassis
from chassis.env import Environment

env = Environment()

SERVICE_NAME = "vehicleandproject-service"
INSTANCE = chassis.instance(env, SERVICE_NAME)

DEBUG = env.debug
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = chassis.allowed_hosts(env)

INSTALLED_APPS = chassis.installed_apps(
    "chassis.files",
    "workshop",
    "vehicles",
    "documents",
    "projects",
    "attachments",
    "service_plans",
    "estimates",
    "costs",
    "billing",
    "imports",
    "board",
)
MIDDLEWARE = chassis.middleware()
ROOT_URLCONF = "vehicleandproject_service.urls"
WSGI_APPLICATION = "vehicleandproject_service.wsgi.application"

DATABASES = chassis.databases(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = chassis.redis_url(env)
CACHES = chassis.caches(REDIS_URL, SERVICE_NAME)
# Of the first location, when the database is made.
WORKSHOP_TIME_ZONE = env.time_zone("WORKSHOP_TIME_ZONE")
STATE_DIR = chassis.state_folder(env)
STORAGES = chassis.storages(env, SERVICE_NAME)
FILES_QUOTA_BYTES = chassis.files_quota(env)

AUTH_SERVICE_URL = env.url("AUTH_SERVICE_URL")
CUSTOMER_SERVICE_URL = env.url("CUSTOMER_SERVICE_URL")
APPOINTMENT_SERVICE_URL = env.url("APPOINTMENT_SERVICE_URL")
EMPLOYEE_SERVICE_URL = env.url("EMPLOYEE_SERVICE_URL")
CLIENT_SECRET = env.secret("CLIENT_SECRET")

# At which people reach the gateway, and the page of whoever decides without signing in, {id} being the code.
PUBLIC_URL = env.public_url()
LINKS = chassis.links(env, estimate="/pages/estimate/#{id}")

# Without both of the first nothing is paid online.
STRIPE_API_KEY = env.text("STRIPE_API_KEY", default="")
STRIPE_WEBHOOK_SECRET = env.text("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE = env.text("STRIPE_API_BASE", default="https://api.stripe.com")

LIMITS = chassis.limits(env)
REST_FRAMEWORK = chassis.rest_framework()
DRF_STANDARDIZED_ERRORS = chassis.standardized_errors()
SPECTACULAR_SETTINGS = chassis.schema(
    "Vehicles and projects",
    "Customers' vehicles, and the work done on them from request to hand-over.",
    AgreementDecision="estimates.models.DECIDED",
    BoardStage="board.stages.Stage",
    ImportKind="imports.models.Kind",
    DocumentKind="documents.models.Kind",
    InvoiceKind="billing.models.DocumentKind",
    InvoiceStatus="billing.models.InvoiceStatus",
    LineDecision="estimates.models.Decision",
    LineKind="estimates.models.LineKind",
    ProjectKind="projects.models.Kind",
    ProjectStatus="projects.statuses.Status",
    ReminderStatus="service_plans.statuses.Status",
    TaskStatus="projects.models.TaskStatus",
    Visibility="projects.models.Visibility",
    WaitsFor="board.stages.WaitsFor",
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
