"""Words as they are shown: with their redactions, from the contribution alone."""

from goldenthread.disclosure import redact
from goldenthread.records.disclosure import FindingKind, Redaction
from goldenthread_web.engagement.models import Contribution


def released_text(contribution: Contribution) -> str:
    """Return the text with each redaction replaced by its mark, such as "[name removed]".

    Prefetch `redactions` when showing many.
    """
    redactions = tuple(
        Redaction(start=made.start, end=made.end, kind=FindingKind(made.kind))
        for made in contribution.redactions.all()
    )
    return redact(contribution.text, redactions)
