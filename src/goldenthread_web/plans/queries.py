"""Reading plans and their editions."""

from goldenthread_web.plans.models import Edition


def current_edition() -> Edition | None:
    """Return the edition that was published last."""
    return Edition.objects.select_related("plan").order_by("-published_at", "-id").first()
