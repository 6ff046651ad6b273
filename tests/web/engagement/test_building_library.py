"""Questions taken over, what was said already, equality questions, and the preview."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.builders import make_engagement, make_question, make_response, today

from goldenthread.engagement.ready_questions import ready_set
from goldenthread_web.engagement.changes.building import add_section
from goldenthread_web.engagement.changes.building_conditions import Wanted, add_condition
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    Engagement,
    EngagementMember,
    EngagementResponse,
    EqualityOption,
    Question,
    Redaction,
    SavedQuestion,
    Translation,
    UnsentResponse,
)
from goldenthread_web.engagement.queries.library import heard_before, significant_words
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import Person

pytestmark = pytest.mark.django_db
FORM = "/office/engagements/streets/"
QUESTIONS = f"{FORM}questions/"
LIBRARY = f"{QUESTIONS}library/"
EQUALITY = f"{FORM}equality-questions/"
Status = Contribution.Status


@pytest.fixture
def engagement(engagement_officer: Person) -> Engagement:
    return make_engagement(engagement_officer, slug="streets")


def texts(engagement: Engagement) -> list[str]:
    return list(engagement.questions.values_list("text", flat=True))


# Taking over


def test_a_ready_set_is_added_with_its_words_and_its_source_named(
    engagement: Engagement, officer: Client
) -> None:
    page = officer.get(LIBRARY).text
    assert "Source: Tower Hamlets Strategic Vision" in page
    officer.post(f"{LIBRARY}take-over/", {"set": "workshop-2035"})
    assert texts(engagement) == [one.text for one in ready_set("workshop-2035").questions]
    officer.post(f"{LIBRARY}take-over/", {"set": "a-place-now"})
    choice = engagement.questions.get(kind="several choices")
    assert choice.options.filter(is_other=True).count() == 1
    assert choice.options.filter(is_exclusive=True).count() == 1
    assert officer.post(f"{LIBRARY}take-over/", {"set": "no such set"}).status_code == 400


def test_a_question_goes_into_the_library_and_comes_out_the_same(
    engagement: Engagement, officer: Client
) -> None:
    rating = make_question(
        engagement, "How safe?", kind="rating", lowest=1, highest=5, lowest_label="Not safe"
    )
    address = f"{QUESTIONS}{rating.pk}/save/"
    officer.post(address, {"title": "Safety"})
    assert "already" in officer.post(address, {"title": "safety"}).text
    saved = SavedQuestion.objects.get()
    assert "Safety" in officer.get(LIBRARY, {"words": "saf"}).text
    assert "Nothing in the library" in officer.get(LIBRARY, {"words": "no such"}).text
    officer.post(f"{LIBRARY}take-over/", {"saved": saved.pk})
    copied = engagement.questions.last()
    assert (copied.text, copied.kind, copied.lowest_label) == ("How safe?", "rating", "Not safe")
    officer.post(f"{LIBRARY}{saved.pk}/remove/")
    assert not SavedQuestion.objects.exists()
    assert engagement.questions.count() == 2
    assert officer.post(f"{LIBRARY}take-over/", {"saved": saved.pk}).status_code == 404


def test_a_whole_form_is_copied_with_its_conditions_and_translations(
    engagement: Engagement, officer: Client
) -> None:
    earlier = make_engagement(slug="earlier")
    section = add_section(by=SHELL, engagement=earlier, title="On driving")
    asked = make_question(earlier, "Drive?", "Yes", "No")
    shown = make_question(earlier, "Why?", section=section)
    make_question(earlier, "Old?", retired_at=earlier.made_at)
    wanted = Wanted(asked, "any of", [asked.options.first()])
    add_condition(by=SHELL, thing=section, wanted=wanted)
    add_condition(by=SHELL, thing=shown, wanted=Wanted(asked, "answered"))
    Translation.objects.create(
        engagement=earlier, language="bn", place=f"question.{shown.pk}.text", text="কেন?"
    )
    assert officer.post(f"{LIBRARY}take-over/", {}).status_code == 200
    officer.post(f"{LIBRARY}take-over/", {"earlier": "earlier"})
    assert texts(engagement) == ["Drive?", "Why?"]
    page = officer.get(QUESTIONS).text
    assert "Asked only of those who chose “Yes” at “Drive?”" in page
    assert "Asked only of those who answered “Drive?”" in page
    copied = engagement.questions.last()
    translation = Translation.objects.get(engagement=engagement)
    assert (translation.place, translation.text) == (f"question.{copied.pk}.text", "কেন?")
    assert copied.section.engagement == engagement


def test_what_is_not_public_is_copied_by_its_own_people_only(
    engagement: Engagement, officer: Client, engagement_officer: Person
) -> None:
    hidden = make_engagement(slug="hidden", title="Hidden plans", is_published=False)
    make_question(hidden, "A secret question?")
    assert "Hidden plans" not in officer.get(LIBRARY).text
    page = officer.post(f"{LIBRARY}take-over/", {"earlier": "hidden"})
    assert "There is a problem" in page.text
    assert texts(engagement) == []
    EngagementMember.objects.create(engagement=hidden, person=engagement_officer)
    officer.post(f"{LIBRARY}take-over/", {"earlier": "hidden"})
    assert texts(engagement) == ["A secret question?"]


def test_taking_over_after_the_first_answer_needs_a_reason(
    engagement: Engagement, officer: Client
) -> None:
    make_response(engagement, "Words")
    before = texts(engagement)
    assert officer.post(f"{LIBRARY}take-over/", {"set": "survey-2022"}).status_code == 400
    assert texts(engagement) == before
    officer.post(f"{LIBRARY}take-over/", {"set": "survey-2022", "why": "To compare with 2022."})
    assert len(texts(engagement)) == len(before) + 2


# What was said already


def test_what_people_said_is_shown_while_a_question_is_drafted(
    engagement: Engagement, officer: Client
) -> None:
    earlier = make_engagement(title="Our parks 2025", slug="parks")
    asked = make_question(earlier, "What would make our parks safer?")
    make_response(earlier, "More lights in the park", status=Status.RELEASED, question=asked)
    make_response(earlier, "Wardens every evening", status=Status.RELEASED, question=asked)
    other = make_question(earlier, "Anything else?")
    make_response(earlier, "A park with safer paths", status=Status.RELEASED, question=other)
    make_response(earlier, "The bus is late", status=Status.RELEASED, question=other)
    make_response(earlier, "Held park safer", question=other)
    make_response(engagement, "Own safer park", status=Status.RELEASED)
    typed = {"kind": "open", "text": "How could parks be safer?", "help_text": "Typed before"}
    page = officer.post(f"{QUESTIONS}add/", {**typed, "heard": "yes"}).text
    assert "3 contributions in 1 exercise" in page
    assert page.index("More lights in the park") < page.index("A park with safer paths")
    assert "Wardens every evening" in page
    for absent in ("The bus is late", "Held park", "Own safer park", "There is a problem"):
        assert absent not in page
    assert "Typed before" in page
    assert "How could parks be safer?" not in texts(engagement)


def test_it_says_plainly_when_nothing_was_found(engagement: Engagement, officer: Client) -> None:
    typed = {"kind": "open", "heard": "yes"}
    page = officer.post(f"{QUESTIONS}add/", {**typed, "text": "What about windmills?"}).text
    assert "Nothing was found" in page
    assert "Write the question first" in officer.post(f"{QUESTIONS}add/", typed).text


def test_words_that_were_taken_out_find_nothing(engagement: Engagement) -> None:
    earlier = make_engagement()
    said = make_response(
        earlier, "Pemberton has windmills", status=Status.REDACTED
    ).contributions.get()
    Redaction.objects.create(contribution=said, start=0, end=9, kind="name")
    assert heard_before("What of Pemberton?", engagement).contribution_count == 0
    found = heard_before("Where are windmills?", engagement)
    assert found.contribution_count == 1
    assert "Pemberton" not in found.shown[0].text


def test_a_young_persons_words_stand_without_their_date(engagement: Engagement) -> None:
    earlier = make_engagement()
    make_response(earlier, "More windmills", status=Status.RELEASED, is_young_person=True)
    assert heard_before("Windmills?", engagement).shown[0].said_on is None


def test_at_most_ten_are_shown_of_all_that_are_counted_in_constant_queries(
    engagement: Engagement,
) -> None:
    earlier = make_engagement()
    counts = []
    for _ in range(2):
        for number in range(12):
            make_response(earlier, f"Windmills {number}", status=Status.RELEASED)
        with CaptureQueriesContext(connection) as asked:
            found = heard_before("Windmills?", engagement)
        counts.append(len(asked))
    assert (len(found.shown), found.contribution_count) == (10, 24)
    assert counts[0] == counts[1] <= 4


def test_copies_of_a_campaign_are_counted_and_shown_once(engagement: Engagement) -> None:
    earlier, letter = make_engagement(), "The windmills of the borough should be open on Sundays. "
    for added in ("", "Please.", "And sell tea there."):
        make_response(earlier, f"{letter * 2}{added}", status=Status.RELEASED)
    make_response(earlier, "Paint the windmills", status=Status.RELEASED)
    found = heard_before("Windmills?", engagement)
    assert (len(found.shown), found.contribution_count) == (2, 4)


def test_all_open_questions_are_looked_up_together(engagement: Engagement, officer: Client) -> None:
    earlier = make_engagement()
    make_response(earlier, "More windmills", status=Status.RELEASED)
    make_question(engagement, "Windmills?")
    make_question(engagement, "Canals?")
    make_question(engagement, "What do you think?")
    make_question(engagement, "Windmills or not?", "Yes", "No")
    page = officer.get(f"{QUESTIONS}heard/")
    found = [(one.text, heard.contribution_count) for one, heard in page.context["found"]]
    assert found == [("Windmills?", 1), ("Canals?", 0), ("What do you think?", 0)]
    assert "More windmills" in page.text


@pytest.mark.parametrize("typed", ['"', "* OR (", "'; --", "NEAR(a b)", "\x00windmill", "🙂" * 50])
def test_signs_that_an_index_could_take_for_its_own_do_no_harm(
    typed: str, engagement: Engagement
) -> None:
    assert heard_before(typed, engagement).contribution_count == 0


def test_small_words_are_not_looked_for() -> None:
    assert significant_words("What do you think of the parks and the Parks?") == ("parks",)
    assert significant_words("What should parks be like in 2035?") == ("parks",)
    assert significant_words("What should it be like in 2035?") == ("2035",)
    assert significant_words("What do you want?") == ()


# Equality questions


@pytest.mark.parametrize(("size", "count"), [("", 3), ("3", 3), ("6", 6), ("13", 13)])
def test_a_set_of_equality_questions_is_asked_with_its_source(
    size: str, count: int, engagement: Engagement, officer: Client
) -> None:
    given = {"purpose": "To see.", "kept_until": today().isoformat(), "set_size": size}
    officer.post(EQUALITY, given)
    questions = engagement.equality_questions.all()
    assert len(questions) == count
    assert all(one.source for one in questions)
    assert not any(one.is_for_16_and_over for one in questions[:5])
    if count > 3:
        assert questions.get(key="sexual_orientation").is_for_16_and_over
    officer.post(EQUALITY, {**given, "set_size": "13"})
    assert engagement.equality_questions.count() == 13
    assert officer.get(EQUALITY).context["set_form"].initial["set_size"] == 13


def test_a_local_category_counts_towards_one_of_the_census(
    engagement: Engagement, officer: Client
) -> None:
    officer.post(EQUALITY, {"purpose": "To see.", "kept_until": today().isoformat()})
    asian = EqualityOption.objects.get(text__startswith="Asian")
    add = f"{EQUALITY}categories/add/"
    officer.post(add, {"text": "Bangladeshi", "counts_towards": asian.pk})
    officer.post(add, {"text": "Chinese", "counts_towards": asian.pk})
    assert (
        "is there already"
        in officer.post(add, {"text": "bangladeshi", "counts_towards": asian.pk}).text
    )
    assert "There is a problem" in officer.post(add, {"text": "", "counts_towards": "1"}).text
    options = list(asian.question.options.values_list("text", "rolls_up_to"))
    at = options.index((asian.text, ""))
    assert options[at + 1 : at + 3] == [("Bangladeshi", asian.text), ("Chinese", asian.text)]
    assert options[-1][0] == "Prefer not to say"
    assert "counts towards" in officer.get(EQUALITY).text
    local = EqualityOption.objects.get(text="Bangladeshi")
    assert officer.post(f"{EQUALITY}categories/{asian.pk}/remove/").status_code == 409
    officer.post(f"{EQUALITY}categories/{local.pk}/remove/")
    assert not EqualityOption.objects.filter(text="Bangladeshi").exists()


def test_one_equality_question_can_be_left_out(engagement: Engagement, officer: Client) -> None:
    officer.post(EQUALITY, {"purpose": "To see.", "kept_until": today().isoformat()})
    disabled = engagement.equality_questions.get(key="disabled")
    officer.post(f"{EQUALITY}{disabled.pk}/remove/")
    assert engagement.equality_questions.count() == 2


def test_equality_questions_of_another_exercise_are_not_reached(
    engagement: Engagement, officer: Client
) -> None:
    other = make_engagement(slug="other").equality_questions.create(
        key="sex", position=1, text="What is your sex?"
    )
    option = other.options.create(position=1, text="Female")
    assert officer.post(f"{EQUALITY}{other.pk}/remove/").status_code == 404
    assert officer.post(f"{EQUALITY}categories/{option.pk}/remove/").status_code == 404
    page = officer.post(f"{EQUALITY}categories/add/", {"text": "Mine", "counts_towards": option.pk})
    assert page.status_code == 200
    assert other.options.count() == 1


# The preview


def test_the_preview_shows_the_real_pages_and_keeps_nothing(
    engagement: Engagement, officer: Client
) -> None:
    engagement.is_published = False
    engagement.save()
    question = make_question(engagement, "Which?", "A", "B", is_required=True)
    shown = make_question(engagement, "Why?")
    wanted = Wanted(question, "any of", [question.options.first()])
    add_condition(by=SHELL, thing=shown, wanted=wanted)
    page = officer.get(f"{FORM}preview/")
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "Why?" in page.text
    pages = f"{FORM}preview/pages/question-{question.pk}/"
    framed = officer.get(pages)
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert "There is a problem" in officer.post(pages, {}).text
    chosen = {f"answer_{question.pk}": question.options.first().pk}
    went = officer.post(pages, chosen)
    assert went.headers["Location"] == f"{FORM}preview/pages/question-{shown.pk}/?in=en"
    back = officer.post(went.headers["Location"], {"back": "yes"})
    assert back.headers["Location"] == f"{pages}?in=en"
    assert officer.get(f"{FORM}preview/pages/nothing/").status_code == 404
    for model in (UnsentResponse, EngagementResponse, ChoiceAnswer, Contribution):
        assert not model.objects.exists()
    assert "answers" not in officer.cookies


def test_the_preview_speaks_each_language_of_the_form(
    engagement: Engagement, officer: Client
) -> None:
    engagement.languages = ["en", "ar"]
    engagement.save()
    question = make_question(engagement, "Why?")
    pages = f"{FORM}preview/pages/question-{question.pk}/"
    framed = f'src="{pages}?in=ar"'
    assert framed in officer.get(f"{FORM}preview/?in=ar").text
    assert 'dir="rtl"' in officer.get(f"{pages}?in=ar").text
    assert 'dir="rtl"' in officer.post(pages, {"speak": "ar"}).text
    assert "?in=ar" in officer.post(f"{pages}?in=ar", {}).headers["Location"]
    assert 'dir="ltr"' in officer.get(f"{pages}?in=zz").text


def test_only_the_preview_can_be_framed(engagement: Engagement, officer: Client) -> None:
    make_question(engagement)
    for address in (QUESTIONS, f"{FORM}preview/", "/engagements/streets/"):
        answer = officer.get(address)
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_every_page_of_a_form_with_all_kinds_can_be_previewed(
    engagement: Engagement, officer: Client
) -> None:
    for kind in Question.Kind:
        options = ("A", "B") if kind in {"one choice", "several choices", "ranking"} else ()
        make_question(engagement, f"By {kind}?", *options, kind=kind, lowest=1, highest=5)
    make_question(engagement, "How good?", "A", "B", kind="matrix", rows=["Parks"])
    steps = officer.get(f"{FORM}preview/").context["steps"]
    for step in steps:
        assert officer.get(f"{FORM}preview/pages/{step.name}/").status_code == 200
    assert len(steps) >= 12
