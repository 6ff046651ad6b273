"""A long notice, written as plain text, with headings that the eye finds."""

import re

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
LONGEST_HEADING = 60
BLOCKS = re.compile(r"\n\s*\n")
# What ends a sentence, or leaves it open: no heading ends so. Full stops of other scripts too.
NO_HEADING = (".", ",", ";", ":", "!", "…", "।", "۔", "،", "؛")
SENTENCE = (".", "!", "?", "…", "।", "۔", "؟", ")")


@register.filter
def as_notice(text: str) -> SafeString:
    """Return the notice in paragraphs: a short line above one is its heading."""
    blocks = BLOCKS.split(text.replace("\r\n", "\n").strip())
    return format_html_join("\n", "{}", ([_block(one)] for one in blocks))


def _block(block: str) -> SafeString:
    first, _, rest = (part.strip() for part in block.strip().partition("\n"))
    if rest and _is_heading(first, rest):
        return format_html('<h3 class="govuk-heading-s">{}</h3>\n{}', first, _paragraph(rest))
    return _paragraph(block)


def _is_heading(first: str, rest: str) -> bool:
    """An address has short lines too, but no sentence stands under its first one."""
    is_short = len(first) <= LONGEST_HEADING and not first.endswith(NO_HEADING)
    return is_short and rest.splitlines()[0].rstrip().endswith(SENTENCE)


def _paragraph(text: str) -> SafeString:
    return linebreaks_filter(text, autoescape=True)
