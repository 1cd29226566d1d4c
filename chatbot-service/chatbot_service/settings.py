"""Settings of chatbot-service. Each line is either its own or a function of chassis.settings."""

from chassis import logs
from chassis import settings as chassis
from chassis.env import Environment

env = Environment()

SERVICE_NAME = "chatbot-service"
INSTANCE = chassis.instance(env, SERVICE_NAME)

DEBUG = env.debug
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = chassis.allowed_hosts(env)

INSTALLED_APPS = chassis.installed_apps("conversations")
MIDDLEWARE = chassis.middleware()
ROOT_URLCONF = "chatbot_service.urls"
WSGI_APPLICATION = "chatbot_service.wsgi.application"

DATABASES = chassis.databases(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = chassis.redis_url(env)
CACHES = chassis.caches(REDIS_URL, SERVICE_NAME)
STATE_DIR = chassis.state_folder(env)

AUTH_SERVICE_URL = env.url("AUTH_SERVICE_URL")
APPOINTMENT_SERVICE_URL = env.url("APPOINTMENT_SERVICE_URL")
VEHICLE_SERVICE_URL = env.url("VEHICLE_SERVICE_URL")
CLIENT_SECRET = env.secret("CLIENT_SECRET")

# Without a key the chatbot answers by its own intents.
OPENAI_API_KEY = env.text("OPENAI_API_KEY", default="")
OPENAI_BASE_URL = env.text("OPENAI_BASE_URL", default="")
OPENAI_MODEL = env.text("OPENAI_MODEL", default="gpt-4o-mini")

LIMITS = chassis.limits(env)
REST_FRAMEWORK = chassis.rest_framework()
DRF_STANDARDIZED_ERRORS = chassis.standardized_errors()
SPECTACULAR_SETTINGS = chassis.schema(
    "Chatbot",
    "Answers about slots, bookings and work, from live data under the asker's own rights.",
    MessageAuthor="conversations.models.Message.Author",
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
