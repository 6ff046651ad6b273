"""What the web server loads."""

import os
from threading import Timer

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread_web.config.settings")

application = get_wsgi_application()

AFTER_SECONDS = 3


def make_charts_ready() -> None:
    """Load the drawing of charts, which the first visitor of a report would wait for."""
    import scipy.optimize  # noqa: F401, PLC0415 - hides small numbers; two seconds

    from goldenthread.publishing.charts import make_ready  # noqa: PLC0415 - nor for this

    make_ready()


getting_ready = Timer(AFTER_SECONDS, make_charts_ready)
getting_ready.daemon = True
getting_ready.start()
