"""“What we heard” tells every kind of question, and what changed since the last time."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from tests.web.builders import give_answer, make_engagement, make_question, make_response, today

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.reports.changes import choose_earlier

REPORT = "/office/engagements/our-park/what-we-heard"


@pytest.fixture
def earlier(engagement_officer) -> Engagement:
    """A year before, 10 of 50 said that they visit the park; now 36 of 60 do."""
    before = make_engagement(
        engagement_officer, title="Our park before", slug="our-park-before",
        opens_on=today() - timedelta(days=400), closes_on=today() - timedelta(days=370),
    )  # fmt: skip
    question = make_question(before, "Do you visit the park?", "Yes", "No")
    for number in range(50):
        give_answer(make_response(before), question, "Yes" if number < 10 else "No")
    return before


def test_every_kind_is_in_the_report_and_in_word(answered, engagement_officer, signed_in) -> None:
    client = signed_in(engagement_officer)
    page = client.get(f"{REPORT}/").content.decode()
    told = "".join(
        one.text for one in docx.Document(BytesIO(client.get(f"{REPORT}.docx").content)).paragraphs
    )
    for sentence in (
        "The mean is 3.2 on a scale from 1 to 5",
        "“Trees” stands highest: its mean rank is 1.5",
        "“Good” was chosen most for “Gates” (75%)",
        "Half said 17.5 or less",
        "“North” was given most: by 30 of 60 people (50%).",
    ):
        assert sentence in page
        assert sentence in told


def test_the_last_exercise_is_found_by_the_same_words(
    answered, earlier, engagement_officer, signed_in
) -> None:
    (one,) = signed_in(engagement_officer).get(f"{REPORT}/").context["page"].report.comparisons
    shares = {
        share.option: (share.now, share.now_base, share.before, share.before_base)
        for share in one.shares
    }
    assert shares == {"Yes": (36, 60, 10, 50), "No": (24, 60, 40, 50)}
    page = signed_in(engagement_officer).get(f"{REPORT}/").content.decode()
    assert "“Yes” up from 20% to 60%" in page


def test_an_exercise_that_is_not_public_is_not_compared_with(
    answered, earlier, engagement_officer, signed_in
) -> None:
    Engagement.objects.filter(pk=earlier.pk).update(is_published=False)
    assert signed_in(engagement_officer).get(f"{REPORT}/").context["page"].report.comparisons == ()


def test_an_officer_chooses_another_question_or_none(
    answered, earlier, asked, engagement_officer, analyst, signed_in
) -> None:
    path = f"/office/engagements/our-park/results/questions/{asked['visit'].pk}/"
    client = signed_in(engagement_officer)
    assert "Compared with the last time" in client.get(path).content.decode()
    assert signed_in(analyst).post(f"{path}earlier/", {"earlier": "nothing"}).status_code == 403
    assert client.post(f"{path}earlier/", {"earlier": "nothing"}).status_code == 302
    assert "Compared with the last time" not in client.get(path).content.decode()
    other = make_question(earlier, "Were you there?", "Yes", "Never")
    for _ in range(40):
        give_answer(make_response(earlier), other, "Yes")
    choose_earlier(by=engagement_officer, question=asked["visit"], earlier=other)
    view = client.get(path).context["view"]
    assert view.earlier.table.rows[0][2] == "100% (40 of 40)"
    assert "“Never”" in view.earlier_notes[-1]


def test_a_question_that_is_not_offered_cannot_be_chosen(
    answered, asked, engagement_officer, signed_in
) -> None:
    path = f"/office/engagements/our-park/results/questions/{asked['visit'].pk}/earlier/"
    answer = signed_in(engagement_officer).post(path, {"earlier": str(asked["ways"].pk)})
    assert answer.status_code == 200
    assert "Select a valid choice" in answer.content.decode()
