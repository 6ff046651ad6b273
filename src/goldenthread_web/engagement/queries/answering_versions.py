"""Questions that changed while somebody was answering them."""

from goldenthread_web.engagement.models import Engagement, Question, QuestionWording
from goldenthread_web.engagement.queries.answering_draft import Draft


def changed_since(
    engagement: Engagement, questions: list[Question], draft: Draft
) -> list[QuestionWording]:
    """Return the last change of each answered question that came after the draft's version."""
    version = draft.form_version
    if version is None or version >= engagement.form_version:
        return []
    answered = {one.pk: one for one in questions if draft.has_answer(one)}
    found = QuestionWording.objects.filter(
        question__in=list(answered), version__gt=version, version__lte=engagement.form_version
    ).order_by("question", "version")
    last = {one.question_id: one for one in found if one.what_changed}
    for wording in last.values():
        wording.question = answered[wording.question_id]
    return [last[number] for number in answered if number in last]
