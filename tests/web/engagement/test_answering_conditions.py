"""Questions that depend on earlier answers, and forms that change meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, today
from tests.web.engagement.test_answering_kinds import ABOUT, address, field, give, option, send

from goldenthread_web.engagement.changes.answering import forget_what_is_over
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    ConditionOption,
    Contribution,
    DropOut,
    Engagement,
    EngagementResponse,
    Question,
    QuestionWording,
    Section,
    ShowCondition,
    UnsentResponse,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement() -> Engagement:
    return make_engagement(slug="streets")


def only_if(shown: Question | Section, asked: Question, *options: str, **fields: Any) -> None:
    """Show a question or section only if one of these options was ticked."""
    what = "question" if isinstance(shown, Question) else "section"
    condition = ShowCondition.objects.create(
        **{what: shown, "depends_on": asked, "comparison": "any of", **fields}
    )
    for text in options:
        ConditionOption.objects.create(condition=condition, option=asked.options.get(text=text))


def cyclists(engagement: Engagement) -> tuple[Question, Question, Question]:
    how = make_question(engagement, "How do you travel?", "Bicycle", "Bus")
    where = make_question(engagement, "Where do you cycle?")
    end = make_question(engagement, "Anything else?")
    only_if(where, how, "Bicycle")
    return how, where, end


def check_page(client: Client) -> str:
    for name in ("about-you", "your-words"):
        client.post(f"/engagements/streets/answer/{name}/", ABOUT)
    return client.get("/engagements/streets/check/").text


def test_a_question_is_asked_of_those_it_is_for(stranger: Client, engagement: Engagement) -> None:
    how, where, end = cyclists(engagement)
    assert "Question 1 of about 2" in stranger.get(address(how)).text
    assert stranger.get(address(where)).status_code == 404
    assert give(stranger, how, {"": option(how, "Bus")}).url == address(end)
    assert give(stranger, how, {"": option(how, "Bicycle")}).url == address(where)
    assert "Question 2 of about 3" in stranger.get(address(where)).text
    assert give(stranger, end, {"": ""}, back="yes").url == address(where)


def test_what_was_said_under_a_question_that_is_gone_is_not_sent_and_told(
    stranger: Client, engagement: Engagement
) -> None:
    how, where, end = cyclists(engagement)
    give(stranger, how, {"": option(how, "Bicycle")})
    give(stranger, where, {"": "Along the canal"})
    give(stranger, end, {"": "More trees"})
    assert "no longer ask" not in check_page(stranger)
    give(stranger, how, {"": option(how, "Bus")})
    told = check_page(stranger)
    assert "we do not ask these questions any more" in told
    assert "Where do you cycle?" in told
    assert "Along the canal" not in told
    send(stranger, engagement)
    assert [one.text for one in Contribution.objects.all()] == ["More trees"]


def test_an_answer_that_comes_back_is_sent_again(stranger: Client, engagement: Engagement) -> None:
    how, where, _ = cyclists(engagement)
    give(stranger, how, {"": option(how, "Bicycle")})
    give(stranger, where, {"": "Along the canal"})
    give(stranger, how, {"": option(how, "Bus")})
    give(stranger, how, {"": option(how, "Bicycle")})
    send(stranger, engagement)
    assert Contribution.objects.get().text == "Along the canal"


def test_a_needed_question_that_is_not_asked_holds_nobody_up(
    stranger: Client, engagement: Engagement
) -> None:
    how, where, _ = cyclists(engagement)
    Question.objects.filter(pk=where.pk).update(is_required=True)
    give(stranger, how, {"": option(how, "Bus")})
    send(stranger, engagement)
    assert ChoiceAnswer.objects.get().option.text == "Bus"


def test_a_whole_section_can_depend_on_an_answer(stranger: Client, engagement: Engagement) -> None:
    how = make_question(engagement, "How safe?", kind="rating")
    section = Section.objects.create(engagement=engagement, position=1, title="What would help?")
    make_question(engagement, "Light?", "Yes", "No", section=section)
    make_question(engagement, "Words?", section=section)
    ShowCondition.objects.create(section=section, depends_on=how, comparison="at most", number=2)
    page = f"/engagements/streets/answer/section-{section.pk}/"
    assert give(stranger, how, {"": "4"}).url == "/engagements/streets/answer/about-you/"
    assert stranger.get(page).status_code == 404
    assert give(stranger, how, {"": "2"}).url == page
    assert "Questions 2 to 3 of about 3" in stranger.get(page).text


def test_a_question_that_an_answer_on_the_same_page_brings_is_asked_there(
    stranger: Client, engagement: Engagement
) -> None:
    section = Section.objects.create(engagement=engagement, position=1, title="Travel")
    how = make_question(engagement, "How?", "Bicycle", "Bus", section=section)
    where = make_question(engagement, "Where do you cycle?", section=section)
    only_if(where, how, "Bicycle")
    page = f"/engagements/streets/answer/section-{section.pk}/"
    assert "Where do you cycle?" not in stranger.get(page).text
    went = stranger.post(page, {field(how): option(how, "Bicycle")})
    assert went.url == f"{page}#question-{where.pk}"
    assert "Where do you cycle?" in stranger.get(page).text
    went = stranger.post(page, {field(how): option(how, "Bicycle"), field(where): "There"})
    assert went.url == "/engagements/streets/answer/about-you/"


def test_conditions_in_a_circle_end(stranger: Client, engagement: Engagement) -> None:
    first, second = make_question(engagement, "One?"), make_question(engagement, "Two?")
    for shown, source in ((first, second), (second, first)):
        ShowCondition.objects.create(question=shown, depends_on=source, comparison="answered")
    assert stranger.get("/engagements/streets/answer/start/", follow=True).status_code == 200


def change(question: Question) -> None:
    """Change a question as the builder does: a new wording, and a new version of the form."""
    engagement = question.engagement
    Engagement.objects.filter(pk=engagement.pk).update(form_version=2)
    QuestionWording.objects.create(
        question=question, version=2, words={"text": "New words?"},
        what_changed="The text.", why="The old words named a closed school.",
    )  # fmt: skip
    Question.objects.filter(pk=question.pk).update(text="New words?")


def test_a_question_that_changed_meanwhile_is_shown_again_and_confirmed(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(engagement, "Old words?")
    other = make_question(engagement, "Another?")
    give(stranger, asked, {"": "My answer"})
    change(asked)
    give(stranger, other, {"": "More"})
    page = check_page(stranger)
    assert "The old words named a closed school." in page
    assert "New words?" in page
    box = '<input class="govuk-checkboxes__input" type="checkbox" id="confirmed" name="confirmed"'
    assert f'{box} value="2">' in page, "without it the answers could never be sent"
    refused = stranger.post("/engagements/streets/check/", {})
    assert "Look at what changed, then tick the box" in refused.text
    assert not EngagementResponse.objects.exists()
    stranger.post("/engagements/streets/check/", {"confirmed": "2"})
    assert EngagementResponse.objects.get().form_version == 2


def test_a_change_of_what_was_not_answered_asks_for_nothing(
    stranger: Client, engagement: Engagement
) -> None:
    asked, other = make_question(engagement, "Old words?"), make_question(engagement, "Another?")
    give(stranger, other, {"": "More"})
    change(asked)
    assert "was changed on" not in check_page(stranger)
    assert send(stranger, engagement).form_version == 2


def test_the_response_says_when_it_was_begun(stranger: Client, engagement: Engagement) -> None:
    asked = make_question(engagement)
    give(stranger, asked, {"": "More trees"})
    begun = timezone.now() - timedelta(minutes=12)
    UnsentResponse.objects.update(started_at=begun)
    assert send(stranger, engagement).started_at == begun


def test_where_people_stopped_is_counted_when_their_answers_are_forgotten(
    engagement: Engagement,
) -> None:
    first, second = make_question(engagement), make_question(engagement, "Two?")
    for _ in range(3):
        give(Client(), first, {"": "Words that are forgotten"})
    assert set(UnsentResponse.objects.values_list("last_step", flat=True)) == {
        f"question-{second.pk}"
    }
    UnsentResponse.objects.update(updated_at=timezone.now() - timedelta(hours=25))
    forget_what_is_over(now=timezone.now(), today=today())
    forget_what_is_over(now=timezone.now(), today=today())
    assert list(DropOut.objects.values_list("step", "count")) == [(f"question-{second.pk}", 3)]
    assert not UnsentResponse.objects.exists()


def test_answers_with_a_resume_code_are_kept_while_it_is_open(engagement: Engagement) -> None:
    give(Client(), make_question(engagement), {"": "To be gone on with"})
    old = timezone.now() - timedelta(days=5)
    UnsentResponse.objects.update(updated_at=old, resume_digest="digest")
    forget_what_is_over(now=timezone.now(), today=today())
    assert UnsentResponse.objects.exists()
    Engagement.objects.update(closes_on=today() - timedelta(days=1))
    forget_what_is_over(now=timezone.now(), today=today())
    assert not UnsentResponse.objects.exists()
