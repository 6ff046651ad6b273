"""The builder: every kind of question, sections, moves, and what a mistake costs: nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.builders import give_answer, make_engagement, make_question, make_response

from goldenthread_web.engagement.changes.building import add_section
from goldenthread_web.engagement.changes.building_conditions import Wanted, add_condition
from goldenthread_web.engagement.models import Engagement, Question, Section, Translation
from goldenthread_web.engagement.queries.building import built_form
from goldenthread_web.engagement.queries.translating import digest_of
from goldenthread_web.engagement.queries.wordings import place_of
from goldenthread_web.indicators.models import AreaSet
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import Person

pytestmark = pytest.mark.django_db
FORM = "/office/engagements/streets/"
QUESTIONS = f"{FORM}questions/"
Kind = Question.Kind


@pytest.fixture
def engagement(engagement_officer: Person) -> Engagement:
    return make_engagement(engagement_officer, slug="streets")


def order(engagement: Engagement) -> list[str]:
    return [one.question.text for part in built_form(engagement).sections for one in part.questions]


FILLED = {
    Kind.OPEN: {"is_short": "on"},
    Kind.ONE_CHOICE: {"options": "A\nB", "other_option": "Other, please say"},
    Kind.SEVERAL_CHOICES: {"options": "A", "none_option": "None of these", "most_choices": "2"},
    Kind.RATING: {"lowest": "0", "highest": "10", "lowest_label": "Bad", "highest_label": "Good"},
    Kind.RANKING: {"options": "A\nB\nC", "most_choices": "2"},
    Kind.MATRIX: {"options": "Good\nBad", "rows": "Parks\nBins"},
    Kind.NUMBER: {"lowest": "0", "highest": "20"},
    Kind.DATE: {},
    Kind.AREA: {},
    Kind.PLACE: {},
    Kind.STATEMENTS: {"takes_own_statements": "on"},
    Kind.FILE: {},
}


@pytest.mark.parametrize("kind", Kind)
def test_a_question_of_each_kind_is_added_and_its_form_opens_filled(
    kind: Kind, engagement: Engagement, officer: Client
) -> None:
    wards = AreaSet.objects.create(name="Wards", source="Drawn for a test")
    filled = FILLED[kind] | ({"area_set": str(wards.pk)} if kind == Kind.PLACE else {})
    assert officer.get(f"{QUESTIONS}add/", {"kind": kind}).status_code == 200
    typed = {"kind": kind, "text": "What do\n you think?", "help_text": "Take your time", **filled}
    answer = officer.post(f"{QUESTIONS}add/", typed)
    assert answer.status_code == 302, answer.context["form"].errors
    question = engagement.questions.get()
    assert (question.kind, question.text) == (kind, "What do you think?")
    initial = officer.get(f"{QUESTIONS}{question.pk}/").context["form"].initial
    for name, value in filled.items():
        assert initial[name] in (value, value == "on", int(value) if value.isdigit() else value)


def test_other_and_none_of_these_are_marked_and_stand_last(
    engagement: Engagement, officer: Client
) -> None:
    typed = {"kind": "several choices", "text": "Which?", "options": "A\nB"}
    typed |= {"other_option": "Other, please say", "none_option": "None of these"}
    officer.post(f"{QUESTIONS}add/", typed)
    options = engagement.questions.get().options.all()
    assert [one.text for one in options] == ["A", "B", "Other, please say", "None of these"]
    assert [one.is_other for one in options] == [False, False, True, False]
    assert [one.is_exclusive for one in options] == [False, False, False, True]


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("one choice", {"options": "Only one"}, "at least two options"),
        ("one choice", {"options": "x" * 301 + "\nB"}, "300 characters at most"),
        ("ranking", {"options": "\n".join(f"Option {n}" for n in range(101))}, "100 fit"),
        ("one choice", {"options": "Bus\nbus"}, "have the same words"),
        ("matrix", {"options": "A\nB", "rows": " \n "}, "at least one row"),
        ("rating", {"lowest": "5", "highest": "1"}, "larger than the lowest"),
        ("rating", {"lowest": "0", "highest": "100"}, "11 numbers at most"),
        ("rating", {"lowest": "1", "highest": "5", "lowest_label": "x" * 81}, "80"),
        ("place", {}, "A map needs areas"),
        ("several choices", {"options": "A\nB", "most_choices": "0"}, "greater than or equal"),
        ("open", {"text": "x" * 401}, "400"),
        ("open", {"text": " "}, "Write the question"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    kind: str, typed: dict[str, str], sentence: str, engagement: Engagement, officer: Client
) -> None:
    sent = {"kind": kind, "text": "Which of these?", "help_text": "Typed before", **typed}
    page = officer.post(f"{QUESTIONS}add/", sent)
    assert page.status_code == 200
    assert "There is a problem" in page.text
    assert sentence in page.text
    assert "Typed before" in page.text
    assert not engagement.questions.exists()


def test_who_sends_no_kind_or_an_unknown_one_is_asked_for_it(
    engagement: Engagement, officer: Client
) -> None:
    for sent in ({}, {"kind": "nonsense", "text": "Which?"}):
        page = officer.post(f"{QUESTIONS}add/", sent)
        assert "How do people answer it?" in page.text
    assert not engagement.questions.exists()


def test_the_kind_can_change_until_somebody_answers(
    engagement: Engagement, officer: Client
) -> None:
    question = make_question(engagement, "How safe is it?", "Safe", "Not safe")
    address = f"{QUESTIONS}{question.pk}/"
    assert "Lowest number" in officer.get(address, {"kind": "rating"}).text
    rating = {"kind": "rating", "text": "How safe is it?", "lowest": "1", "highest": "5"}
    officer.post(address, rating)
    question.refresh_from_db()
    assert (question.kind, question.highest, question.options.count()) == ("rating", 5, 0)
    give_answer(make_response(engagement, "Words"), question, 4)
    page = officer.post(address, {"kind": "open", "text": "Why?", "why": "Better."})
    assert page.status_code == 302
    question.refresh_from_db()
    assert (question.kind, question.text, question.lowest) == ("rating", "Why?", 1)


def test_who_changes_words_is_told_which_translations_are_behind(
    engagement: Engagement, officer: Client
) -> None:
    engagement.languages = ["en", "ar"]
    engagement.save()
    question = make_question(engagement, "What matters?")
    Translation.objects.create(
        engagement=engagement,
        language="ar",
        place=place_of("question", question.pk),
        text="ما المهم؟",
        source_digest=digest_of("What matters?"),
    )
    address = f"{QUESTIONS}{question.pk}/"
    page = officer.post(address, {"kind": "open", "text": "What matters?"}, follow=True).text
    assert "Translate it again" not in page
    page = officer.post(address, {"kind": "open", "text": "What matters most?"}, follow=True).text
    assert "Saved. Translate it again, under Languages: Arabic." in page


def test_questions_move_through_sections(engagement: Engagement, officer: Client) -> None:
    one, two, three = (make_question(engagement, text) for text in ("One", "Two", "Three"))
    for title in ("First", "Second"):
        officer.post(f"{FORM}sections/add/", {"title": title, "text": ""})
    first, second = engagement.sections.all()

    def move(question: Question, way: str) -> None:
        officer.post(f"{QUESTIONS}{question.pk}/move/", {way: "yes"})

    move(three, "down")
    move(two, "down")
    three.refresh_from_db()
    two.refresh_from_db()
    assert (two.section, three.section) == (first, first)
    assert order(engagement) == ["One", "Two", "Three"]
    move(three, "up")
    assert order(engagement) == ["One", "Three", "Two"]
    move(two, "down")
    two.refresh_from_db()
    assert two.section == second
    officer.post(f"{FORM}sections/{second.pk}/move/", {"up": "yes"})
    assert order(engagement) == ["One", "Two", "Three"]
    assert list(engagement.questions.values_list("text", flat=True)) == ["One", "Two", "Three"]
    for _ in range(5):
        move(one, "up")
    assert order(engagement)[0] == "One"
    officer.post(f"{FORM}sections/{second.pk}/delete/")
    assert order(engagement) == ["One", "Two", "Three"]
    two.refresh_from_db()
    assert two.section is None


def test_a_section_is_changed(engagement: Engagement, officer: Client) -> None:
    section = add_section(by=SHELL, engagement=engagement, title="Sreets")
    address = f"{FORM}sections/{section.pk}/"
    assert "There is a problem" in officer.post(address, {"title": ""}).text
    officer.post(address, {"title": "Streets", "text": "About your street."})
    section.refresh_from_db()
    assert (section.title, section.text) == ("Streets", "About your street.")


def test_a_move_that_would_break_a_condition_is_refused_in_a_sentence(
    engagement: Engagement, officer: Client
) -> None:
    which, why = (
        make_question(engagement, "Do you drive?", "Yes", "No"),
        make_question(engagement, "Why?"),
    )
    add_condition(by=SHELL, thing=why, wanted=Wanted(which, "any of", [which.options.first()]))
    page = officer.post(f"{QUESTIONS}{why.pk}/move/", {"up": "yes"}, follow=True)
    assert "so it has to come after “Do you drive?”. Nothing was moved." in page.text
    assert "Asked only of those who chose “Yes” at “Do you drive?”" in page.text
    officer.post(f"{QUESTIONS}{which.pk}/move/", {"down": "yes"})
    assert order(engagement) == ["Do you drive?", "Why?"]
    section = add_section(by=SHELL, engagement=engagement, title="Later")
    typed = {"kind": which.kind, "text": which.text, "options": "Yes\nNo"}
    page = officer.post(f"{QUESTIONS}{which.pk}/", {**typed, "section": section.pk})
    assert "Nothing was moved" in page.text
    which.refresh_from_db()
    assert which.section is None


def test_a_section_under_a_condition_cannot_come_before_its_question(
    engagement: Engagement, officer: Client
) -> None:
    first = add_section(by=SHELL, engagement=engagement, title="First")
    second = add_section(by=SHELL, engagement=engagement, title="Second")
    asked = make_question(engagement, "Do you drive?", "Yes", "No", section=first)
    make_question(engagement, "What car?", section=second)
    wanted = Wanted(asked, "none of", [asked.options.last()])
    add_condition(by=SHELL, thing=second, wanted=wanted)
    page = officer.post(f"{FORM}sections/{second.pk}/move/", {"up": "yes"}, follow=True)
    assert "The section “Second” is asked only of those who did not choose “No”" in page.text
    assert [one.title for one in engagement.sections.all()] == ["First", "Second"]
    page = officer.post(f"{FORM}sections/{second.pk}/delete/", follow=True)
    assert "Take its condition off first" in page.text
    assert Section.objects.filter(pk=second.pk).exists()


def test_a_condition_is_built_from_an_earlier_question(
    engagement: Engagement, officer: Client
) -> None:
    rating = make_question(engagement, "How safe?", kind=Kind.RATING, lowest=1, highest=5)
    why = make_question(engagement, "Why?")
    later = make_question(engagement, "Anything else?", "Yes", "No")
    address = f"{QUESTIONS}{why.pk}/conditions/"
    page = officer.get(address).text
    assert "How safe?" in page
    assert "Anything else?" not in page
    assert "Show this question only if" in officer.get(address, {"on": rating.pk}).text
    missing = officer.post(address, {"on": rating.pk, "comparison": "at most"})
    assert "Give the number to compare with" in missing.text
    officer.post(address, {"on": rating.pk, "comparison": "at most", "number": "2"})
    assert "gave 2 or less to “How safe?”" in officer.get(QUESTIONS).text
    condition = why.conditions.get()
    for wrong in (later.pk, why.pk, 987_654):
        officer.post(address, {"on": wrong, "comparison": "answered"})
    assert list(why.conditions.all()) == [condition]
    officer.post(f"{FORM}conditions/{condition.pk}/remove/")
    assert not why.conditions.exists()


def test_what_a_condition_names_stays_until_it_is_off(
    engagement: Engagement, officer: Client
) -> None:
    which, why = make_question(engagement, "Drive?", "Yes", "No"), make_question(engagement, "Why?")
    add_condition(by=SHELL, thing=why, wanted=Wanted(which, "any of", [which.options.first()]))
    address = f"{QUESTIONS}{which.pk}/"
    typed = {"kind": "one choice", "text": "Drive?", "options": "No\nOften"}
    assert "Change that condition first" in officer.post(address, typed).text
    assert (
        "Take that condition off first"
        in officer.post(address, {"kind": "open", "text": "Drive?"}).text
    )
    assert "Take that condition off first" in officer.post(f"{address}retire/").text
    assert officer.post(f"{address}delete/").status_code == 409
    assert [one.text for one in which.options.all()] == ["Yes", "No"]


def test_a_question_is_copied_retired_and_asked_again(
    engagement: Engagement, officer: Client
) -> None:
    question = make_question(engagement, "Which?", "A", "B")
    officer.post(f"{QUESTIONS}{question.pk}/copy/")
    copied = engagement.questions.last()
    assert copied.text == "Which? (copy)"
    assert [one.text for one in copied.options.all()] == ["A", "B"]
    give_answer(make_response(engagement, "Words", question=copied), question, "A")
    address = f"{QUESTIONS}{question.pk}/retire/"
    assert "Say why" in officer.post(address, {"why": " "}).text
    officer.post(address, {"why": "It is decided."})
    page = officer.get(QUESTIONS).text
    assert "Not asked any more" in page
    assert "It is decided." in page
    officer.post(address, {"why": "It is open again."})
    question.refresh_from_db()
    assert question.retired_at is None


def test_a_copy_stands_behind_and_asks_the_same_people(
    engagement: Engagement, officer: Client
) -> None:
    which = make_question(engagement, "Which?", "A", "B")
    why = make_question(engagement, "Why?")
    make_question(engagement, "Last?")
    wanted = Wanted(which, "any of", [which.options.first()])
    add_condition(by=SHELL, thing=why, wanted=wanted)
    went = officer.post(f"{QUESTIONS}{why.pk}/copy/")
    assert order(engagement) == ["Which?", "Why?", "Why? (copy)", "Last?"]
    copied = engagement.questions.get(text="Why? (copy)")
    assert went.headers["Location"] == f"{QUESTIONS}{copied.pk}/"
    [condition] = copied.conditions.all()
    assert [one.option.text for one in condition.named_options.all()] == ["A"]
    assert why.conditions.count() == 1


def test_a_new_question_goes_last_or_where_it_was_asked_for(
    engagement: Engagement, officer: Client
) -> None:
    make_question(engagement, "First?")
    section = Section.objects.create(engagement=engagement, position=1, title="Streets")
    typed = {"kind": "open", "text": "Lights?", "section": section.pk}
    page = officer.get(f"{QUESTIONS}add/?kind=open").text
    assert f'<option value="{section.pk}" selected>' in page
    assert "selected" not in officer.get(f"{QUESTIONS}add/?kind=open&section=0").text
    went = officer.post(f"{QUESTIONS}add/", typed)
    added = engagement.questions.get(text="Lights?")
    assert went.headers["Location"] == f"{QUESTIONS}#question-{added.pk}"
    went = officer.post(f"{QUESTIONS}add/", {**typed, "text": "Kerbs?", "another": "yes"})
    assert went.headers["Location"] == f"{QUESTIONS}add/?section={section.pk}"
    assert "Added: “Kerbs?”" in officer.get(went.headers["Location"]).text


def test_a_question_goes_anywhere_in_one_go(engagement: Engagement, officer: Client) -> None:
    section = Section.objects.create(engagement=engagement, position=1, title="Streets")
    one, two = make_question(engagement, "One?"), make_question(engagement, "Two?", "A", "B")
    three = make_question(engagement, "Three?", section=section)

    def place(question: Question, where: str) -> str:
        return officer.post(f"{QUESTIONS}{question.pk}/place/", {"place": where}, follow=True).text

    place(one, f"question-{three.pk}")
    assert order(engagement) == ["Two?", "Three?", "One?"]
    one.refresh_from_db()
    assert one.section == section
    place(one, f"section-{section.pk}")
    assert order(engagement) == ["Two?", "One?", "Three?"]
    place(three, "section-0")
    assert order(engagement) == ["Three?", "Two?", "One?"]
    assert "Choose a place." in place(three, "")
    assert "This place is gone" in place(three, f"question-{three.pk}")
    add_condition(by=SHELL, thing=one, wanted=Wanted(two, "any of", [two.options.first()]))
    assert "has to come after" in place(one, f"question-{three.pk}")
    assert order(engagement) == ["Three?", "Two?", "One?"]


def test_the_builder_tells_what_it_asks_of_people(engagement: Engagement, officer: Client) -> None:
    make_question(engagement, "What should get better here first?", is_required=True)
    make_question(engagement, "How clean and safe is it?", "Very", "Not at all")
    page = officer.get(QUESTIONS).text
    assert "2 questions, about 4 minutes, reading age" in page
    assert "1 must be answered." in page
    assert "It may ask two things at once" in page


def test_the_builder_asks_as_many_queries_for_many_questions_as_for_few(
    engagement: Engagement, officer: Client
) -> None:
    counts = []
    for _ in range(2):
        section = add_section(by=SHELL, engagement=engagement, title="A section")
        asked = make_question(engagement, "Drive?", "Yes", "No", section=section)
        for _ in range(4):
            shown = make_question(engagement, "Why?", section=section)
            wanted = Wanted(asked, "any of", [asked.options.first()])
            add_condition(by=SHELL, thing=shown, wanted=wanted)
        with CaptureQueriesContext(connection) as found:
            assert officer.get(QUESTIONS).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 28


def test_the_parts_of_another_exercise_are_not_reached(
    engagement: Engagement, officer: Client
) -> None:
    other = make_engagement(slug="other")
    section = add_section(by=SHELL, engagement=other, title="Theirs")
    asked, shown = make_question(other, "Drive?", "Yes", "No"), make_question(other, "Why?")
    wanted = Wanted(asked, "any of", [asked.options.first()])
    condition = add_condition(by=SHELL, thing=shown, wanted=wanted)
    assert officer.get("/office/engagements/other/questions/").status_code == 403
    for address in (
        f"{FORM}sections/{section.pk}/",
        f"{FORM}sections/{section.pk}/conditions/",
        f"{QUESTIONS}{asked.pk}/",
        f"{QUESTIONS}{asked.pk}/conditions/",
        f"{QUESTIONS}{asked.pk}/copy/",
        f"{QUESTIONS}{asked.pk}/retire/",
        f"{QUESTIONS}{asked.pk}/save/",
    ):
        assert officer.get(address).status_code == 404, address
    for address in (
        f"{FORM}sections/{section.pk}/move/",
        f"{FORM}sections/{section.pk}/delete/",
        f"{FORM}conditions/{condition.pk}/remove/",
        f"{QUESTIONS}{asked.pk}/move/",
        f"{QUESTIONS}{asked.pk}/delete/",
    ):
        assert officer.post(address).status_code == 404, address
    mine = make_question(engagement, "Mine?", "A", "B")
    typed = {"kind": "one choice", "text": "Mine?", "options": "A\nB", "section": section.pk}
    officer.post(f"{QUESTIONS}{mine.pk}/", typed)
    mine.refresh_from_db()
    assert mine.section is None


def test_options_of_another_question_cannot_be_named(
    engagement: Engagement, officer: Client
) -> None:
    asked = make_question(engagement, "Drive?", "Yes", "No")
    other = make_question(engagement, "Walk?", "Yes", "No")
    shown = make_question(engagement, "Why?")
    page = officer.post(
        f"{QUESTIONS}{shown.pk}/conditions/",
        {"on": asked.pk, "comparison": "any of", "options": [other.options.first().pk]},
    )
    assert "There is a problem" in page.text
    assert not shown.conditions.exists()


def test_residents_read_what_changed_and_why_and_not_who(
    engagement: Engagement, officer: Client, stranger: Client, engagement_officer: Person
) -> None:
    question = make_question(engagement, "What maters?")
    make_response(engagement, "Parks", question=question)
    assert "What changed while it was open" not in stranger.get("/engagements/streets/").text
    typed = {"kind": "open", "text": "What matters?", "why": "A slip of the pen."}
    officer.post(f"{QUESTIONS}{question.pk}/", typed)
    page = stranger.get("/engagements/streets/").text
    assert "What changed while it was open" in page
    assert "Before, it read: “What maters?”" in page
    assert "A slip of the pen." in page
    assert engagement_officer.name not in page
    assert engagement_officer.name in officer.get(QUESTIONS).text
