"""Waking the site up: only commands that need it pay for it."""

import os

import django
from django.core.management import call_command


def wake() -> None:
    """Load the site's settings and models."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread_web.config.settings")
    django.setup()


def bring_up_to_date() -> None:
    """Wake the site, migrate the database, and gather static files."""
    wake()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
