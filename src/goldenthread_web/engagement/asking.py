"""The form of each page of answering, and the first page on which something is missing."""

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any

from django import forms

from goldenthread_web.engagement.forms.answering import form_about
from goldenthread_web.engagement.forms.answering_questions import QuestionsForm
from goldenthread_web.engagement.queries.answering_areas import OfferedAreas, offered_areas
from goldenthread_web.engagement.queries.answering_steps import NEEDED, Step
from goldenthread_web.engagement.queries.statements import put_to
from goldenthread_web.engagement.sitting import Sitting

Areas = Mapping[int, OfferedAreas]


def page_form(
    sitting: Sitting,
    step: Step,
    *,
    typed: Any = None,
    files: Any = None,
    areas: Areas | None = None,
) -> forms.Form:
    """Return the form of a page, with what was typed now, or else what was kept."""
    if not step.questions:
        form = form_about(step, sitting.draft, sitting.equality_questions, typed)
        if step.name == "your-age" and sitting.helper:
            # Asked once a session: the next child at the same tablet is not asked again.
            del form.fields["helper_role"], form.fields["helper_organisation"]
        return form
    offered = offered_areas(step.questions) if areas is None else areas
    seed = sitting.tokens.token if sitting.tokens else token_urlsafe(9)
    put = put_to(step.questions, sitting.draft, seed=seed, typed=typed)
    return QuestionsForm(
        step.questions, sitting.draft, offered, typed=typed, files=files, statements=put
    )


def is_finished(sitting: Sitting, step: Step, areas: Areas | None = None) -> bool:
    """Return whether what was kept of a page can be sent: half of it may be half typed."""
    if not step.questions:
        return all(sitting.draft.text(name) for name in NEEDED.get(step.name, ()))
    return page_form(sitting, step, typed=sitting.draft.answers, areas=areas).is_valid()


def first_unfinished(sitting: Sitting, areas: Areas) -> Step | None:
    """Return the first page where something needed is missing, or does not fit any more."""
    return next((one for one in sitting.steps if not is_finished(sitting, one, areas)), None)
