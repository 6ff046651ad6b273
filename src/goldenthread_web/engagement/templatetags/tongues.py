"""In which language a text on a resident's page stands."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from goldenthread_web.engagement.speaking import language_left
from goldenthread_web.engagement.tongues import Tongue

register = template.Library()


@register.filter
def tongue_of(row: object, field: str) -> SafeString:
    """Return the attributes of an element that holds this text: its language if it has its own.

    `{{ question|tongue_of:"text" }}` is ` dir="auto"`, or ` lang="en-GB" dir="ltr"` where
    the page is in another language and the text is not translated.
    """
    left = language_left(row, field)
    if left is None:
        return mark_safe(' dir="auto"')
    return in_tongue(left)


@register.filter
def in_tongue(tongue: Tongue) -> SafeString:
    """Return the attributes of an element whose words are in this language."""
    return format_html(' lang="{}" dir="{}"', tongue.html_lang, tongue.direction)
