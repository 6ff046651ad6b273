"""What the public page of an engagement shows: the same in public and in the preview."""

from dataclasses import dataclass

from django.utils import timezone

from goldenthread_web.engagement.clips import Address, clips_of_page, public_address
from goldenthread_web.engagement.documents import KINDS
from goldenthread_web.engagement.models import Engagement, SupportingDocument
from goldenthread_web.engagement.queries.answering_form import AskedForm, form_of, minutes_to_answer
from goldenthread_web.engagement.queries.wordings import changes_while_open


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document as it is offered: its number, title, kind and size in bytes."""

    pk: int
    title: str
    kind: str
    size: int


def describe_public_page(
    engagement: Engagement,
    *,
    is_open: bool,
    asked: AskedForm | None = None,
    page: str = "",
    address: Address = public_address,
) -> dict[str, object]:
    """Return what the template of the public page needs; `page` is the language it stands in."""
    asked = asked or form_of(engagement)
    questions = asked.questions
    page = page or (engagement.languages or ["en"])[0]
    return {
        "engagement": engagement,
        "is_open": is_open,
        "today": timezone.localdate(),
        "questions": questions,
        "has_conditions": asked.has_conditions,
        "minutes": minutes_to_answer(questions),
        "changes": changes_while_open(engagement),
        "clips": clips_of_page(engagement, questions, page, address),
        "documents": [shown_document(one) for one in engagement.documents.all()],
    }


def shown_document(document: SupportingDocument) -> ShownDocument:
    """Return the document as it is offered; a lost file has no size."""
    kind = str(document.file.name).rpartition(".")[2]
    try:
        size = document.file.size
    except OSError:
        size = 0
    return ShownDocument(document.pk, document.title, KINDS.get(kind, ("file", ""))[0], size)
