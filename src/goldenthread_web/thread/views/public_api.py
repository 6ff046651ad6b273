"""The API: its views as every other view says who may open them, its description, its page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern

from goldenthread_web.people.limits import TooOftenError, limited
from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.thread.public_api.operations import api

ADDRESS = "/api/v1/"
RATE = "1200/h"
TOO_OFTEN = "This address has asked too often. Wait a little, and ask again."


def operation_patterns() -> list[URLPattern]:
    """Return the addresses of the API, each open to all and limited by address."""
    patterns, _, _ = api.urls
    found = [one for one in patterns if isinstance(one, URLPattern) and one.name != "api-root"]
    for pattern in found:
        pattern.callback = open_to_all(_answering(pattern.callback))
    return found


def _answering(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """Return the view, which tells programs in JSON that they ask too often."""
    slowed = limited(RATE, method="GET")(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            given: HttpResponseBase = slowed(request, *args, **kwargs)
        except TooOftenError:
            given = JsonResponse({"detail": TOO_OFTEN}, status=429)
        # A copy that somebody keeps would outlive words that are removed.
        given.headers.setdefault("Cache-Control", "no-cache")
        return given

    return answer


def described() -> dict[str, Any]:
    """Return the description of the API, as OpenAPI wants it."""
    return dict(api.get_openapi_schema(path_prefix=ADDRESS))


@open_to_all
@limited("300/h", method="GET")
def show_description(request: HttpRequest) -> JsonResponse:
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


@open_to_all
def show_nothing(request: HttpRequest) -> JsonResponse:
    """Tell programs in JSON, too, that nothing is at an address."""
    return JsonResponse({"detail": "Not Found"}, status=404)


@open_to_all
def show_api(request: HttpRequest) -> HttpResponse:
    """Show what can be asked: made from the description, without anything from elsewhere."""
    operations = [
        {"address": address, **operations["get"]}
        for address, operations in described()["paths"].items()
    ]
    context = {"operations": operations, "description": api.description, "rate": 1_200}
    return render(request, "thread/api.html", context)
