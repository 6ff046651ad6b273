"""What the web server loads."""

import os
from threading import Timer

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread_web.config.settings")

application = get_wsgi_application()

AFTER_SECONDS = 3


def make_charts_ready() -> None:
    """Load the drawing of charts, which the first visitor of a report would wait for."""
    from goldenthread.disclosure import show_counts  # noqa: PLC0415 - the start does not wait
    from goldenthread.publishing.charts import make_ready  # noqa: PLC0415 - nor for this

    make_ready()
    # Hiding a small number loads what it calculates with, two seconds' work the first time.
    show_counts([1, 8, 20])


getting_ready = Timer(AFTER_SECONDS, make_charts_ready)
getting_ready.daemon = True
getting_ready.start()
