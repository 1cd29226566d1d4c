"""Commit events of a service one after the other, and say when each was; run in that service's folder.

Standard input: {"name": …, "pause": seconds, "data": [payload, …]}; standard output: the instants, in seconds
since 1970.
"""

import json
import os
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path.cwd()))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{Path.cwd().name.replace('-', '_')}.settings")
django.setup()

from django.db import transaction  # noqa: E402 - what they import needs the settings

from chassis.events import emit  # noqa: E402
from chassis.models import new_id  # noqa: E402


def main() -> None:
    asked = json.load(sys.stdin)
    committed = []
    for data in asked["data"]:
        with transaction.atomic():
            emit(asked["name"], subject=new_id(), data=data)
        committed.append(time.time())
        time.sleep(asked["pause"])
    json.dump(committed, sys.stdout)


if __name__ == "__main__":
    main()
