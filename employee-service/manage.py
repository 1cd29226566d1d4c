#!/usr/bin/env python
"""Django's command line for this service. The settings module is named after the folder."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    project = Path(__file__).resolve().parent.name.replace("-", "_")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{project}.settings")
    execute_from_command_line(sys.argv)
