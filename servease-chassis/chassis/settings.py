"""The settings that all services share, as functions that each service's settings.py calls by name."""

import os
import socket
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment


def installed_apps(*own: str) -> list[str]:
    return [
        "corsheaders",
        "rest_framework",
        "drf_spectacular",
        "chassis.events",
        "chassis.api.idempotency",
        *own,
    ]


def middleware() -> list[str]:
    return [
        "chassis.middleware.RequestMiddleware",
        "chassis.middleware.CorsMiddleware",
        "django.middleware.common.CommonMiddleware",
    ]


def databases(env: Environment) -> dict[str, Any]:
    """One database, this service's own. Connections are kept for a minute and checked before use."""
    return {
        "default": {
            "ENGINE": "chassis.database",
            "HOST": env.text("DB_HOST"),
            "PORT": env.number("DB_PORT"),
            "NAME": env.text("DB_NAME"),
            "USER": env.text("DB_USER"),
            "PASSWORD": env.secret("DB_PASSWORD"),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "connect_timeout": 3,
                "options": "-c statement_timeout=10000 -c lock_timeout=5000",
                # A machine that vanished without a word is noticed within half a minute.
                "keepalives_idle": 10,
                "keepalives_interval": 5,
                "keepalives_count": 3,
                "tcp_user_timeout": 30_000,
            },
        }
    }


def redis_url(env: Environment) -> str:
    password = quote(env.secret("REDIS_PASSWORD"), safe="")
    return f"redis://:{password}@{env.text('REDIS_HOST')}:{env.number('REDIS_PORT')}/0"


def caches(url: str, service: str) -> dict[str, Any]:
    """Redis as a cache, asked by way of chassis.caches alone, which goes on while it is away.

    It has a database of its own, so that clearing the cache never touches events or revoked sessions.
    """
    return {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": url.removesuffix("/0") + "/1",
            "KEY_PREFIX": service,
            "OPTIONS": {
                "SOCKET_CONNECT_TIMEOUT": 0.5,
                "SOCKET_TIMEOUT": 0.5,
                "SERIALIZER": "django_redis.serializers.json.JSONSerializer",
            },
        }
    }


def rest_framework() -> dict[str, Any]:
    return {
        "DEFAULT_AUTHENTICATION_CLASSES": ["chassis.auth.TokenAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": ["chassis.api.permissions.Nobody"],
        "DEFAULT_CONTENT_NEGOTIATION_CLASS": "chassis.api.negotiation.Negotiation",
        "DEFAULT_RENDERER_CLASSES": ["chassis.json.Renderer"],
        "DEFAULT_PARSER_CLASSES": ["chassis.json.Parser"],
        "DEFAULT_SCHEMA_CLASS": "chassis.api.schema.Schema",
        "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
        "UNAUTHENTICATED_USER": "chassis.api.permissions.Anonymous",
        "COERCE_DECIMAL_TO_STRING": True,
        # No parameter is the framework's own: `format` is unknown as any other.
        "URL_FORMAT_OVERRIDE": None,
        "TEST_REQUEST_DEFAULT_FORMAT": "json",
    }


def standardized_errors() -> dict[str, Any]:
    return {
        "EXCEPTION_HANDLER_CLASS": "chassis.api.problems.ProblemHandler",
        "EXCEPTION_FORMATTER_CLASS": "chassis.api.problems.ProblemFormatter",
        "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
    }


def schema(title: str, description: str, **choices: str) -> dict[str, Any]:
    """`choices` names the sets of words that fields choose from: `Color="app.models.Color"`."""
    return {
        "TITLE": title,
        "DESCRIPTION": description,
        "VERSION": metadata.version("servease-chassis"),
        "OAS_VERSION": "3.1.0",
        "SERVE_INCLUDE_SCHEMA": False,
        "SCHEMA_PATH_PREFIX": "/api/v1",
        "COMPONENT_SPLIT_REQUEST": True,
        "COMPONENT_NO_READ_ONLY_REQUIRED": False,
        "ENUM_NAME_OVERRIDES": choices,
        "ENUM_SUFFIX": "",
        "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
        "GET_LIB_DOC_EXCLUDES": "chassis.api.schema.without_own_description",
        "SORT_OPERATIONS": True,
        "POSTPROCESSING_HOOKS": [
            "drf_spectacular.hooks.postprocess_schema_enums",
            "chassis.api.names.said_in_place",
            "chassis.api.problem_schemas.with_problems",
        ],
    }


def allowed_hosts(env: Environment) -> list[str]:
    """The public names, and those that services and probes use, which the gateway lets nobody else use."""
    addresses = [urlsplit(env.url(name)).hostname for name in os.environ if name.endswith("_SERVICE_URL")]
    inside = {"localhost", "127.0.0.1", *filter(None, addresses)}
    return [*env.words("ALLOWED_HOSTS"), *sorted(inside)]


def cors_origins(env: Environment) -> list[str]:
    return env.words("CORS_ALLOWED_ORIGINS", default="")


def limits(env: Environment) -> dict[str, int]:
    """How many requests a minute chassis.limits lets through, of an account and of an API key; 0 is any."""
    return {
        "account": env.number("REQUESTS_PER_MINUTE", default=1200),
        "key": env.number("KEY_REQUESTS_PER_MINUTE", default=600),
    }


CORS_EXPOSED_HEADERS = [
    "ETag",
    "Idempotency-Replayed",
    "Retry-After",
    "X-Request-ID",
    "RateLimit",
    "RateLimit-Policy",
]
CORS_ALLOWED_HEADERS = [
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "last-event-id",
    "x-request-id",
]


def links(env: Environment, **pages: str) -> dict[str, str]:
    """Where people are led for each thing, with {id} where its id goes; empty where nobody has a page for it.

    LINK_<THING> names a frontend's page. Without it `pages` holds, which are the gateway's own below
    PUBLIC_URL. What a request calls its host is never asked: whoever sends it could choose that.
    """
    public_url = env.public_url()
    return {
        thing: env.link(f"LINK_{thing.upper()}") or (public_url + page if public_url and page else "")
        for thing, page in pages.items()
    }


def storages(env: Environment, service: str) -> dict[str, Any]:
    """Where chassis.files keeps the bytes: in a folder that all replicas share, or in a bucket, under the
    service's name."""
    kind = env.text("FILES_STORAGE", default="disk")
    if kind == "disk":
        folder = Path(env.text("FILES_DIR", default=str(state_folder(env) / "files")))
        options = {"location": folder, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"default": {"BACKEND": "chassis.files.storage.DiskStorage", "OPTIONS": options}}
    if kind != "s3":
        raise ImproperlyConfigured(f"FILES_STORAGE must be disk or s3, not {kind!r}.")
    bucket = {
        "bucket_name": env.text("FILES_S3_BUCKET"),
        "endpoint_url": env.url("FILES_S3_ENDPOINT"),
        "region_name": env.text("FILES_S3_REGION", default="us-east-1"),
        "access_key": env.text("FILES_S3_ACCESS_KEY_ID"),
        "secret_key": env.text("FILES_S3_ACCESS_KEY"),
        "location": service,
    }
    return {"default": {"BACKEND": "chassis.files.object_storage.ObjectStorage", "OPTIONS": bucket}}


def files_quota(env: Environment) -> int:
    """Bytes that the files of one thing, such as a vehicle, may take together."""
    return env.number("FILES_QUOTA_MEBIBYTES", default=200) * 1024 * 1024


def state_folder(env: Environment) -> Path:
    """Where small files live that should survive a restart, such as the last good key set."""
    folder = Path(env.text("STATE_DIR", default=tempfile.gettempdir()))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def instance(env: Environment, service: str) -> str:
    """The name of this replica, for logs and, in development, X-Instance."""
    return env.text("INSTANCE", default=f"{service}-{socket.gethostname()}")
