"""The ASGI application of `servease stream`. The settings module is named after this package."""

import os
from dataclasses import replace

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{__package__}.settings")
django.setup()

from chassis import health  # noqa: E402 - what they import needs the settings
from live.application import Application  # noqa: E402

# This process has no database, and so none that it could lack.
health.DEPENDENCIES = {
    "redis": replace(
        health.DEPENDENCIES["redis"], without="What happens is sent when it is back, to all who stay."
    )
}

application = Application(urls=f"{__package__}.stream_urls")
