"""Settings of notification-service. Each line is either its own or a function of chassis.settings."""

from chassis import logs
from chassis import settings as chassis
from chassis.env import Environment
from notification_service import language, mail, push, sms

env = Environment()

SERVICE_NAME = "notification-service"
INSTANCE = chassis.instance(env, SERVICE_NAME)

DEBUG = env.debug
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = chassis.allowed_hosts(env)

INSTALLED_APPS = chassis.installed_apps(
    "contacts",
    "workshop",
    "texts",
    "preferences",
    "devices",
    "deliveries",
    "notifications",
    "broadcasts",
    "webhooks",
)
MIDDLEWARE = chassis.middleware()
ROOT_URLCONF = "notification_service.urls"
WSGI_APPLICATION = "notification_service.wsgi.application"

DATABASES = chassis.databases(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = chassis.redis_url(env)
CACHES = chassis.caches(REDIS_URL, SERVICE_NAME)
# Of the first location, when the database is made.
WORKSHOP_TIME_ZONE = env.time_zone("WORKSHOP_TIME_ZONE")
STATE_DIR = chassis.state_folder(env)

AUTH_SERVICE_URL = env.url("AUTH_SERVICE_URL")
APPOINTMENT_SERVICE_URL = env.url("APPOINTMENT_SERVICE_URL")
VEHICLE_SERVICE_URL = env.url("VEHICLE_SERVICE_URL")
CLIENT_SECRET = env.secret("CLIENT_SECRET")

LIMITS = chassis.limits(env)
REST_FRAMEWORK = chassis.rest_framework()
DRF_STANDARDIZED_ERRORS = chassis.standardized_errors()
SPECTACULAR_SETTINGS = chassis.schema(
    "Notifications",
    "Each account's inbox: what happened to its bookings and its cars.",
    BroadcastStatus="broadcasts.statuses.Status",
    ChannelName="contacts.models.ChannelName",
    DeliveryStatus="deliveries.statuses.Status",
    AddressChannel="contacts.models.OF_ADDRESSES",
    DigestRhythm="preferences.models.Digest",
    NewsAudience="texts.kinds.Audience",
    NewsConsent="texts.kinds.Consent",
    StopReason="contacts.models.StopReason",
    WebhookDeliveryStatus="webhooks.models.Status",
    WebhookEventType="webhooks.event_types.CHOICES",
    WebhookOff="webhooks.models.Off",
)

CORS_ALLOWED_ORIGINS = chassis.cors_origins(env)
CORS_ALLOW_HEADERS = chassis.CORS_ALLOWED_HEADERS
CORS_EXPOSE_HEADERS = chassis.CORS_EXPOSED_HEADERS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
APPEND_SLASH = False

DEFAULT_LANGUAGE = language.default(env)

# At which people reach the gateway; empty: messages lead nowhere.
PUBLIC_URL = env.public_url()
LINKS = chassis.links(
    env,
    appointment="",
    waitlist="/pages/offer/#{id}",
    series="",
    project="",
    invoice="",
    vehicle="",
    task="",
    unsubscribe="/pages/unsubscribe/#{id}",
    account="",
    verify_email="/pages/verify/#{id}",
    reset_password="/pages/reset/#{id}",
    change_email="/pages/change/#{id}",
    undo_email_change="/pages/undo/#{id}",
    invitation="/pages/invitation/#{id}",
)

# Addresses inside that may be asked all the same, as host:port.
OUTBOUND_ALLOWED = env.words("OUTBOUND_ALLOWED", default="")

# By all workers together; 0 is no limit.
MESSAGES_PER_SECOND = {
    "email": env.number("MAILS_PER_SECOND", default=0),
    "sms": env.number("SMS_PER_SECOND", default=0),
}

MAIL_TRANSPORT = mail.transport(env)
MAIL_FROM = mail.sender(env)
MAIL_WEBHOOK_SECRET = mail.webhook_secret(env)
# Whose addresses reply+…@ are passed on to us; empty: mails are answered to the workshop's own address.
MAIL_REPLY_DOMAIN = mail.reply_domain(env)
SMTP = mail.smtp(env)
ANYMAIL = mail.provider(env)

SMS_URL = sms.address(env)
SMS_TOKEN = sms.token(env)
SMS_FROM = sms.sender(env)
SMS_WEBHOOK_SECRET = sms.webhook_secret(env)

VAPID_PRIVATE_KEY = push.key(env)
VAPID_SUBJECT = push.subject(env, MAIL_FROM, PUBLIC_URL)

CELERY_BROKER_URL = REDIS_URL
# Redis is shared by the services, so this service's queue carries its name.
CELERY_TASK_DEFAULT_QUEUE = SERVICE_NAME
# What is urgent goes before the rest; whoever hands something over does not wait for a broker that is silent.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": f"{SERVICE_NAME}:",
    "queue_order_strategy": "priority",
    "socket_connect_timeout": 1,
    # Of one who hands something over; a worker goes on by settings of its own.
    "max_retries": 0,
    "socket_timeout": 5,
}
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
