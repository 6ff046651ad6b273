"""The list of answers on the page before sending."""

from dataclasses import dataclass

from goldenthread_web.engagement.forms.answering import form_of
from goldenthread_web.engagement.sitting import Sitting

NOT_ANSWERED = "Not answered"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One answer as it will be sent, and the page where it can be changed."""

    label: str
    shown: tuple[str, ...]
    step_name: str
    is_words: bool


def summarise(sitting: Sitting) -> list[tuple[str, list[SummaryRow]]]:
    """Return the answers in three parts: what was said, about you, equality."""
    parts: dict[str, list[SummaryRow]] = {"Your answers": [], "About you": []}
    for step in sitting.steps:
        name = "Your answers" if step.question else "About you"
        if step.name == "equality":
            name = "Who is taking part"
        form = form_of(step, sitting.draft, sitting.equality_questions)
        parts.setdefault(name, []).extend(
            SummaryRow(
                label=str(field.label),
                shown=_shown(field.field, form.initial.get(field.name)),
                step_name=step.name,
                is_words=not hasattr(field.field, "choices"),
            )
            for field in form
        )
    return list(parts.items())


def _shown(field: object, answer: str | list[str] | None) -> tuple[str, ...]:
    if not answer or (isinstance(answer, str) and not answer.strip()):
        return (NOT_ANSWERED,)
    if not hasattr(field, "choices"):
        return (str(answer),)
    chosen = {answer} if isinstance(answer, str) else set(answer)
    labels = tuple(str(label) for value, label in field.choices if str(value) in chosen)
    return labels or (NOT_ANSWERED,)
