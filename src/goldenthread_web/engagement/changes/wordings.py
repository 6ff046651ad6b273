"""New versions of the words: what somebody answered keeps the words that they read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from goldenthread.errors import InputError
from goldenthread_web.engagement.models import Engagement, Question, QuestionWording
from goldenthread_web.engagement.queries.wordings import (
    Words,
    is_asked,
    is_live,
    translations_of,
    words_now,
)
from goldenthread_web.engagement.queries.wordings_compared import (
    AskedState,
    describe_difference,
    state_of,
)
from goldenthread_web.people.audit import By, person_of, record_event

SAY_WHY = (
    "People have answered, or are answering now. Say why you change it: "
    "they can read the reason on the public page."
)


def lock_form(engagement: Engagement) -> Engagement:
    """Return the engagement, locked until the change is done: one form changes once at a time."""
    return Engagement.objects.select_for_update().get(pk=engagement.pk)


@contextmanager
def new_wording(*, by: By, questions: Sequence[Question], why: str) -> Iterator[None]:
    """Make a new version of the form if what is done inside changes an asked question.

    What people read before is kept for whoever answered it. Translations of these
    questions are written inside too.

    Raises:
        InputError: words change that were asked, and `why` is empty.
    """
    if not questions:
        yield
        return
    with transaction.atomic():
        engagement = lock_form(questions[0].engagement)
        before = {one.pk: state_of(one) for one in questions if is_asked(one)}
        for number, state in before.items():
            _keep(number, state.words, engagement.form_version)
        yield
        _add_versions(by, engagement, before, why.strip())


def _keep(question_id: int, words: Words, version: int) -> None:
    """Keep the words as first asked, or what was added since to the words that stand."""
    kept = QuestionWording.objects.filter(question=question_id).order_by("version")
    last = kept.last()
    if last is None:
        QuestionWording.objects.create(question_id=question_id, version=1, words=words)
        return
    last.words = _completed(last.words, words)
    if last.version <= version:
        last.save(update_fields=["words"])


def _completed(kept: Words, now: Words) -> Words:
    """Return the kept words with what they do not name: an option that came with a file."""
    filled = {**kept}
    for name, value in now.items():
        filled[name] = (
            {**value, **kept.get(name, {})} if isinstance(value, dict) else kept.get(name, value)
        )
    return filled


def _add_versions(by: By, engagement: Engagement, before: dict[int, AskedState], why: str) -> None:
    """Keep the words as they are now for each question that reads differently."""
    changed = []
    for question in Question.objects.filter(pk__in=before):
        after = state_of(question)
        if what := describe_difference(before[question.pk], after):
            changed.append((question, after.words, what))
    if not changed:
        return
    if not why:
        raise InputError(SAY_WHY)
    version = _next_version(engagement)
    for question, words, what in changed:
        QuestionWording.objects.create(
            question=question,
            version=version,
            words=words,
            what_changed=what,
            why=why,
            changed_by=person_of(by),
        )
        record_event(
            by=by, action="engagement.question-reworded", subject=question, version=version
        )


def _next_version(engagement: Engagement) -> int:
    engagement.form_version += 1
    engagement.save(update_fields=["form_version"])
    return engagement.form_version


def note_new_question(*, by: By, question: Question, why: str) -> None:
    """Say in public that a question was added, if people may have answered the form before.

    Raises:
        InputError: they may, and `why` is empty.
    """
    engagement = lock_form(question.engagement)
    if not is_live(engagement):
        return
    if not why.strip():
        raise InputError(SAY_WHY)
    question.first_version = _next_version(engagement)
    question.save(update_fields=["first_version"])
    QuestionWording.objects.create(
        question=question,
        version=question.first_version,
        words=words_now(question, translations_of(question)),
        what_changed="A new question.",
        why=why.strip(),
        changed_by=person_of(by),
    )
