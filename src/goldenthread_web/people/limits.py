"""How often one address may do something."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django_ratelimit.decorators import ratelimit

P = ParamSpec("P")
View = Callable[P, HttpResponseBase]


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


def limited(rate: str, *, method: str = "POST", key: str = "ip") -> Callable[[View[P]], View[P]]:
    """Let one address do this so often, such as "20/h"; the page then asks to wait."""

    def decorate(view: View[P]) -> View[P]:
        return cast("View[P]", ratelimit(key=key, rate=rate, method=method)(view))

    return decorate
