"""How often one visitor may do something."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from goldenthread_web.people.models import LimitCount

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1)}
BATCH = 500
PAUSE_SECONDS = 0.05


class TooOftenError(Exception):
    """Somebody did something more often than they may."""


def address_of(request: HttpRequest) -> str:
    """Return the client's address; believe only our own proxies about it."""
    direct = str(request.META.get("REMOTE_ADDR") or "127.0.0.1")
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop]
    if not settings.TRUSTED_PROXIES or len(hops) < settings.TRUSTED_PROXIES:
        return direct
    try:
        return str(ip_address(hops[-settings.TRUSTED_PROXIES]))
    except ValueError:
        return direct


def network_of(request: HttpRequest) -> str:
    """Return by what an address is counted: one line has 64 bits of addresses of version 6."""
    address = address_of(request)
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def limited(
    rate: str, *, method: str = "POST", key: Callable[[HttpRequest], str] = network_of
) -> Callable[[View[P]], View[P]]:
    """Let one visitor do this so often, such as "20/h"; the page then asks to wait."""
    most, _, unit = rate.partition("/")
    lasts = UNITS[unit]

    def decorate(view: View[P]) -> View[P]:
        name = f"{view.__module__}.{getattr(view, '__qualname__', '')} {rate}"

        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if settings.HAS_LIMITS and request.method == method:
                count_one(what=f"{name} {key(request)}", most=int(most), lasts=lasts)
            return view(request, *args, **kwargs)

        return answer

    return decorate


def count_one(*, what: str, most: int, lasts: timedelta) -> None:
    """Count that something is done once more.

    Raises:
        TooOftenError: it was done `most` times since it was first counted, which
            is forgotten after `lasts`.
    """
    now = timezone.now()
    # Keyed: nobody who has the table can find an address by trying all of them.
    digest = salted_hmac("limits", what, algorithm="sha256").hexdigest()
    standing = LimitCount.objects.filter(digest=digest, ends_at__gt=now)
    if standing.filter(count__lt=most).update(count=F("count") + 1):
        return
    # Another request of theirs may have begun the count this instant: that is not too often.
    if standing.filter(count__gte=most).exists():
        raise TooOftenError
    LimitCount.objects.bulk_create(
        [LimitCount(digest=digest, count=1, ends_at=now + lasts)],
        update_conflicts=True,
        unique_fields=["digest"],
        update_fields=["count", "ends_at"],
    )


def forget_ended_counts(*, now: datetime) -> None:
    """Delete counts whose time is over, a few at a time: nobody who answers waits for it."""
    ended = LimitCount.objects.filter(ends_at__lt=now)
    while digests := list(ended.values_list("pk", flat=True)[:BATCH]):
        LimitCount.objects.filter(pk__in=digests).delete()
        if len(digests) == BATCH:
            time.sleep(PAUSE_SECONDS)
