"""A code in a sentence: it stays in one piece, whichever way the sentence runs."""

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

SAMPLE_CODE = "7K3QF-9X2MD-T4WHB"


def _with_code(sentence: object) -> SafeString:
    before, _, after = str(sentence).partition("%(code)s")
    return format_html('{}<bdi class="code">{}</bdi>{}', before, SAMPLE_CODE, after)


# Returns the sentence with an example of a code where it says `%(code)s`.
with_code = lazy(_with_code, SafeString)
