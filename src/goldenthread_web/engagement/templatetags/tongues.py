"""In which language a text on a resident's page stands."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.speaking import own_language
from goldenthread_web.engagement.tongues import Tongue
from goldenthread_web.page.languages import interface_now
from goldenthread_web.page.templatetags.page import in_tongue

register = template.Library()


@register.filter
def tongue_of(row: object, field: str) -> SafeString:
    """Return the attributes of an element that holds this text: its language if it has its own.

    `{{ question|tongue_of:"text" }}` is ` dir="auto"`, or ` lang="en-GB" dir="ltr"` where
    the page is in another language than the text.
    """
    own = own_language(row, field)
    if own is None:
        return mark_safe(' dir="auto"')
    return in_tongue(own)


@register.filter
def written_in(engagement: Engagement) -> SafeString:
    """Return the attributes of an element with words of the engagement as they were written."""
    code = engagement.languages[0] if engagement.languages else "en"
    if Tongue(code).html_lang == interface_now().html_lang:
        return mark_safe(' dir="auto"')
    return in_tongue(Tongue(code))
