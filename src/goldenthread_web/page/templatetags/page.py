"""Small things that templates need and Django lacks."""

from typing import Protocol

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

register = template.Library()


class SpeaksALanguage(Protocol):
    """Anything that says what stands in `lang` and `dir`."""

    @property
    def html_lang(self) -> str: ...

    @property
    def direction(self) -> str: ...


@register.filter
def with_class(field: object, css_class: str) -> object:
    """Return the bound field drawn with one more CSS class."""
    return field.as_widget(attrs={"class": css_class})  # type: ignore[attr-defined]


@register.simple_tag(takes_context=True)
def address_with(context: template.Context, **changed: object) -> str:
    """Return this page's query string with some values changed, for filters and pages."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def plural(count: int, words: str) -> str:
    """Return a count with its word: `{{ n|plural:"person,people" }}` gives "1 person"."""
    one, _, many = words.partition(",")
    return f"{count:,} {one if count == 1 else many}"


@register.filter
def percent(share: float) -> str:
    """Return a share from 0 to 1 as a whole percentage."""
    return f"{share * 100:.0f}%"


@register.simple_tag
def drawing(svg: str) -> SafeString:
    """Return a chart of ours as it is: made on the server from numbers and escaped labels."""
    return mark_safe(svg)  # noqa: S308


@register.simple_tag
def thread_line() -> SafeString:
    """Return the golden line that runs beside every thread."""
    return format_html('<span class="{}" aria-hidden="true"></span>', "thread-line")


@register.filter
def in_tongue(language: SpeaksALanguage) -> SafeString:
    """Return the attributes of an element whose words are in this language."""
    return format_html(' lang="{}" dir="{}"', language.html_lang, language.direction)


@register.filter
def translated(words: object) -> str:
    """Return a text of the program's own that stands in a variable in the reader's language."""
    return gettext(str(words)) if words else ""
