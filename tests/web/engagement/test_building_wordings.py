"""Whatever is changed while it is open: every answer can be read with the words that were asked."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.builders import (
    give_answer,
    make_engagement,
    make_question,
    make_response,
    words_asked,
)

from goldenthread.errors import ConflictError, InputError
from goldenthread.records.questions import QuestionWords
from goldenthread_web.engagement.changes.building_conditions import (
    Wanted,
    add_condition,
    remove_condition,
)
from goldenthread_web.engagement.changes.questions import (
    add_question,
    ask_again,
    change_question,
    delete_question,
    retire_question,
)
from goldenthread_web.engagement.changes.questions_rows import Line
from goldenthread_web.engagement.changes.wordings import new_wording
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    Question,
    QuestionOption,
    Translation,
    UnsentResponse,
)
from goldenthread_web.engagement.queries.translating import digest_of
from goldenthread_web.engagement.queries.wordings import (
    changes_while_open,
    place_of,
    word_book,
)
from goldenthread_web.people.audit import SHELL

pytestmark = pytest.mark.django_db
Kind = Question.Kind


@dataclass(frozen=True)
class Read:
    """What somebody had before them when they answered."""

    response: EngagementResponse
    language: str
    words: QuestionWords


def shown(question: Question, language: str = "en") -> QuestionWords:
    """Return what a page shows now: read from the tables, not from any version."""
    fresh = Question.objects.get(pk=question.pk)
    # The only text that is translated here; not shown once it is of other words.
    of_these_words = Translation.objects.filter(source_digest=digest_of(fresh.text))
    texts = {
        one.place: one.text
        for one in of_these_words.filter(engagement=fresh.engagement, language=language)
    }

    def rows(kind: str, found: object) -> dict[int, str]:
        return {one.pk: texts.get(place_of(kind, one.pk), one.text) for one in found}

    return QuestionWords(
        text=texts.get(place_of("question", fresh.pk), fresh.text),
        help=texts.get(place_of("question", fresh.pk, "help"), fresh.help_text),
        options=rows("option", fresh.options.filter(retired_at=None)),
        rows=rows("row", fresh.rows.filter(retired_at=None)),
        lowest_label=fresh.lowest_label,
        highest_label=fresh.highest_label,
    )


def answer_now(question: Question, language: str = "en") -> Read:
    engagement = Engagement.objects.get(pk=question.engagement_id)
    response = EngagementResponse.objects.create(
        engagement=engagement, form_version=engagement.form_version, language=language
    )
    offered = question.options.filter(retired_at=None, is_from_file=False).first()
    if offered:
        response.choices.create(question=question, option=offered)
    return Read(response, language, shown(question, language))


def assert_readable(question: Question, read: list[Read]) -> None:
    book = word_book([question])
    for one in read:
        found = book.words(question.pk, one.response.form_version, one.language)
        assert (found.text, found.help) == (one.words.text, one.words.help)
        assert found.options.items() >= one.words.options.items()
        assert found.rows.items() >= one.words.rows.items()
        assert found.highest_label == one.words.highest_label


WORDS = st.text(alphabet="abcdefg ", min_size=1, max_size=8).map(lambda text: text.strip() or "x")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from(["en", "bn"])),
        st.tuples(st.just("reword"), WORDS),
        st.tuples(st.just("help"), WORDS),
        st.tuples(st.just("reword option"), st.integers(0, 5), WORDS),
        st.tuples(st.just("new option"), WORDS),
        st.tuples(st.just("drop option"), st.integers(0, 5)),
        st.tuples(st.just("translate"), WORDS),
        st.tuples(st.just("retire")),
        st.tuples(st.just("from file"), WORDS),
    ),
    min_size=1,
    max_size=12,
)


def take(step: tuple, question: Question, read: list[Read]) -> None:
    question = Question.objects.get(pk=question.pk)
    match step:
        case ("answer", language):
            read.append(answer_now(question, language))
        case ("translate", words):
            translate(question, words)
        case ("retire",):
            change = ask_again if question.retired_at else retire_question
            change(by=SHELL, question=question, why="A slip.")
        case ("from file", words):
            answer_from_file(question, words)
        case _:
            change_words(step, question)


def translate(question: Question, words: str) -> None:
    with new_wording(by=SHELL, questions=[question], why="It was missing."):
        Translation.objects.update_or_create(
            engagement=question.engagement,
            language="bn",
            place=place_of("question", question.pk),
            defaults={"text": words, "source_digest": digest_of(question.text)},
        )


def answer_from_file(question: Question, words: str) -> None:
    """A row of a file says nothing of versions: it counts as the first."""
    if not question.options.filter(text=words).exists():
        option = QuestionOption.objects.create(
            question=question, text=words, position=99, is_from_file=True
        )
        response = EngagementResponse.objects.create(engagement=question.engagement)
        response.choices.create(question=question, option=option)


def change_words(step: tuple, question: Question) -> None:
    offered = question.options.filter(retired_at=None, is_from_file=False)
    lines = [Line(one.text, one.pk) for one in offered]
    text, help_text = question.text, question.help_text
    match step:
        case ("reword", words):
            text = words
        case ("help", words):
            help_text = words
        case ("reword option", number, words):
            lines[number : number + 1] = [Line(words, one.number) for one in lines[number:][:1]]
        case ("new option", words):
            lines = [*lines, Line(words)]
        case ("drop option", number):
            del lines[number : number + 1]
    change_question(
        by=SHELL,
        question=question,
        kind=question.kind,
        text=text,
        help_text=help_text,
        options=lines,
        why="A slip.",
    )


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_no_order_of_changes_and_answers_loses_or_relabels_anything(steps: list[tuple]) -> None:
    with transaction.atomic():
        question = make_question(make_engagement(), "Which?", "A", "B")
        read: list[Read] = []
        from_file: dict[int, str] = {}
        for step in steps:
            try:
                with transaction.atomic():
                    take(step, question, read)
            except (InputError, ConflictError):
                continue
            for one in question.options.filter(is_from_file=True):
                from_file.setdefault(one.pk, one.text)
            assert_readable(question, read)
        first = words_asked(question, 1)
        assert first.options.items() >= from_file.items()
        answered = {one.response.pk for one in read}
        assert EngagementResponse.objects.filter(pk__in=answered).count() == len(answered)
        transaction.set_rollback(True)


def test_other_words_for_an_option_keep_its_row_and_its_earlier_words() -> None:
    question = make_question(make_engagement(), "How do you travel?", "Buss", "Tube")
    first = answer_now(question)
    bus, tube = question.options.all()
    lines = [Line("Bus", bus.pk), Line("Tube", tube.pk), Line("Bicycle")]
    same = {"by": SHELL, "question": question, "kind": question.kind, "text": question.text}
    change_question(**same, options=lines, why="A slip of the pen.")
    second = answer_now(question)
    assert (first.response.form_version, second.response.form_version) == (1, 2)
    assert words_asked(question, 1).options[bus.pk] == "Buss"
    assert words_asked(question, 2).options[bus.pk] == "Bus"
    [change] = changes_while_open(Engagement.objects.get(pk=question.engagement_id))
    assert change.what_changed == "“Buss” now reads “Bus”. New: “Bicycle”."
    assert change.why == "A slip of the pen."


def test_words_for_an_option_that_was_offered_before_bring_that_one_back() -> None:
    question = make_question(make_engagement(), "Which?", "A", "B", "C")
    answer_now(question)
    a, b, c = question.options.all()
    same = {"by": SHELL, "question": question, "kind": question.kind, "text": question.text}
    change_question(**same, options=[Line("B", b.pk), Line("C", c.pk)], why="No A.")
    with pytest.raises(InputError, match="was offered before"):
        change_question(**same, options=[Line("A", b.pk), Line("C", c.pk)], why="A again.")
    change_question(**same, options=[Line("A"), Line("B", b.pk)], why="A again.")
    a.refresh_from_db()
    assert a.retired_at is None
    assert question.options.count() == 3


def test_a_matrix_and_a_scale_keep_their_words() -> None:
    engagement = make_engagement()
    matrix = make_question(
        engagement, "How good are these?", "Good", "Bad", kind=Kind.MATRIX, rows=["Parks", "Bins"]
    )
    rating = make_question(
        engagement, "How safe?", kind=Kind.RATING, lowest=1, highest=5, highest_label="Very safe"
    )
    response = make_response(engagement, "Words")
    give_answer(response, matrix, {"Parks": "Good", "Bins": "Bad"})
    give_answer(response, rating, 4)
    parks, bins = matrix.rows.all()
    good, bad = matrix.options.all()
    change_question(
        by=SHELL,
        question=matrix,
        kind=Kind.MATRIX,
        text=matrix.text,
        options=[Line("Good", good.pk), Line("Bad", bad.pk)],
        rows=[Line("Parks and squares", parks.pk)],
        why="Clearer.",
    )
    scale = {"by": SHELL, "question": rating, "kind": Kind.RATING, "text": "How safe?"}
    change_question(**scale, highest_label="Safe", why="Shorter.")
    with pytest.raises(ConflictError, match="answered in the same way"):
        change_question(**scale, highest=10, why="Wider.")
    with pytest.raises(ConflictError, match="answered in the same way"):
        change_question(**{**scale, "kind": Kind.NUMBER}, why="Freer.")
    book = word_book([matrix, rating])
    assert book.words(matrix.pk, 1).rows == {parks.pk: "Parks", bins.pk: "Bins"}
    assert book.words(matrix.pk, 2).rows[parks.pk] == "Parks and squares"
    assert book.words(rating.pk, 2).highest_label == "Very safe"
    assert book.words(rating.pk, 3).highest_label == "Safe"


def test_who_read_it_in_another_language_is_read_with_those_words() -> None:
    question = make_question(make_engagement(), "What matters?")
    first = answer_now(question, "bn")
    with new_wording(by=SHELL, questions=[question], why="A translation was added."):
        Translation.objects.create(
            engagement=question.engagement,
            language="bn",
            place=place_of("question", question.pk),
            text="কী গুরুত্বপূর্ণ?",
            source_digest=digest_of(question.text),
        )
    second = answer_now(question, "bn")
    assert_readable(question, [first, second])
    assert words_asked(question, 2, "bn").text == "কী গুরুত্বপূর্ণ?"
    assert words_asked(question, 1, "bn").text == "What matters?"
    assert words_asked(question, 2, "so").text == "What matters?"


def test_nothing_is_asked_of_the_officer_before_anybody_answers() -> None:
    engagement = make_engagement()
    question = make_question(engagement, "Which?", "A", "B")
    change_question(
        by=SHELL,
        question=question,
        kind=Kind.SEVERAL_CHOICES,
        text="Which ones?",
        options=["B", "C"],
    )
    engagement.refresh_from_db()
    assert engagement.form_version == 1
    assert [one.text for one in question.options.all()] == ["B", "C"]
    assert changes_while_open(engagement) == []


def test_somebody_who_is_still_writing_keeps_their_words_too() -> None:
    engagement = make_engagement()
    question = make_question(engagement, "Which?", "A", "B")
    UnsentResponse.objects.create(engagement=engagement, key_digest="1" * 64)
    with pytest.raises(ConflictError, match="answering this question now"):
        delete_question(by=SHELL, question=question)
    with pytest.raises(InputError, match="Say why"):
        change_question(by=SHELL, question=question, kind=question.kind, text="What?", options="AB")
    question.refresh_from_db()
    assert question.text == "Which?"
    UnsentResponse.objects.all().delete()
    delete_question(by=SHELL, question=question)


def test_a_question_added_while_it_is_open_says_so_and_why() -> None:
    engagement = make_engagement()
    make_response(engagement, "Words")
    with pytest.raises(InputError, match="Say why"):
        add_question(by=SHELL, engagement=engagement, kind=Kind.OPEN, text="And what else?")
    question = add_question(
        by=SHELL, engagement=engagement, kind=Kind.OPEN, text="And what else?", why="We forgot."
    )
    engagement.refresh_from_db()
    assert question.first_version == engagement.form_version == 2
    assert [one.what_changed for one in changes_while_open(engagement)] == ["A new question."]


def test_who_is_asked_is_part_of_what_changed() -> None:
    engagement = make_engagement()
    which = make_question(engagement, "Do you drive?", "Yes", "No")
    why = make_question(engagement, "Why?")
    answer_now(which)
    wanted = Wanted(which, "any of", [which.options.first()])
    condition = add_condition(by=SHELL, thing=why, wanted=wanted, why="Others were puzzled.")
    engagement.refresh_from_db()
    [change] = changes_while_open(engagement)
    assert change.what_changed == "Asked only of those who chose “Yes” at “Do you drive?”."
    remove_condition(by=SHELL, condition=condition, why="Ask all.")
    engagement.refresh_from_db()
    assert changes_while_open(engagement)[0].what_changed == "Asked of everybody."


def test_a_retired_question_keeps_answers_and_can_be_asked_again() -> None:
    question = make_question(make_engagement(), "Which?", "A", "B")
    read = answer_now(question)
    retire_question(by=SHELL, question=question, why="It is decided.")
    question.refresh_from_db()
    assert question.retired_at <= timezone.now()
    assert read.response.choices.count() == 1
    ask_again(by=SHELL, question=question, why="It is open again.")
    question.engagement.refresh_from_db()
    found = [one.what_changed for one in changes_while_open(question.engagement)]
    assert found == ["Asked again.", "Not asked any more."]


def test_reading_many_questions_takes_as_many_queries_as_one(
    django_assert_num_queries,
) -> None:
    engagement = make_engagement()
    questions = [make_question(engagement, f"Which {n}?", "A", "B") for n in range(6)]
    for question in questions:
        answer_now(question)
        change_question(
            by=SHELL, question=question, kind=question.kind, text="What?", options="AB", why="Slip."
        )
    for asked in (questions[:1], questions):
        with django_assert_num_queries(5):
            book = word_book(asked)
            assert [book.words(one.pk, 1).text[:5] for one in asked] == ["Which"] * len(asked)


def test_an_answer_that_came_with_a_file_keeps_its_words_when_it_is_offered_and_reworded() -> None:
    question = make_question(make_engagement(), "How do you travel?", "Bus", "Tube")
    answer_now(question)
    same = {"by": SHELL, "question": question, "kind": question.kind, "text": question.text}
    change_question(**same, options=["Bus", "Tube", "Train"], why="It was missing.")
    answer_from_file(question, "push bike")
    came = question.options.get(text="push bike")
    change_question(**same, options=["Bus", "Tube", "push bike"], why="Somebody wrote it.")
    lines = [Line("Bus"), Line("Tube"), Line("Bicycle", came.pk)]
    change_question(**same, options=lines, why="Plainer.")
    assert words_asked(question, 1).options[came.pk] == "push bike"
    assert words_asked(question, 4).options[came.pk] == "Bicycle"


def test_words_are_filled_in_and_never_overwritten() -> None:
    """A wording takes what came after it with a file, and keeps what it holds."""
    question = make_question(make_engagement(), "Which?", "A", "B")
    answer_now(question)
    same = {"by": SHELL, "question": question, "kind": question.kind, "text": question.text}
    a, b = question.options.all()
    change_question(**same, options=[Line("A one", a.pk), Line("B", b.pk)], why="Plainer.")
    answer_from_file(question, "C")
    came = question.options.get(text="C")
    QuestionOption.objects.filter(pk=came.pk).update(is_from_file=False)
    lines = [Line("A one", a.pk), Line("B", b.pk), Line("C two", came.pk)]
    change_question(**same, options=lines, why="Plainer.")
    assert words_asked(question, 1).options == {a.pk: "A", b.pk: "B", came.pk: "C"}
    assert words_asked(question, 2).options[a.pk] == "A one"
