"""An engagement that was counted by hand: 37 responses, 49 people, 48 contributions.

One more contribution is with the safeguarding lead, and in no number.
"""

import pytest
from tests.web.builders import make_engagement, make_question, make_response

from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    Engagement,
    EngagementResponse,
    Question,
)
from goldenthread_web.people.models import Person
from goldenthread_web.themes.models import Codebook, Coding, Theme

HELD = "Held words about a lighthouse"
WITHHELD = "Withheld words about a submarine"
COUNTED_ONLY = "Counted words about a windmill"
SAFEGUARDED = "Safeguarded words about a well"
SECRETS = (HELD, WITHHELD, COUNTED_ONLY, SAFEGUARDED)


@pytest.fixture
def engagement(engagement_officer: Person, analyst: Person) -> Engagement:
    return make_engagement(
        engagement_officer, analyst, title="Our river", slug="our-river", audience="Everybody"
    )


@pytest.fixture
def question(engagement: Engagement) -> Question:
    return make_question(engagement, "What matters to you?")


@pytest.fixture
def heard(engagement: Engagement, question: Question) -> Engagement:
    """20 residents, 6 businesses of 3 people each, and 6 contributions that are not public."""
    for number in range(20):
        make_response(engagement, f"Buses, said resident {number}", status="released")
    for number in range(6):
        make_response(
            engagement,
            f"Rents, said business {number}",
            status="released",
            capacity="business",
            channel="paper",
            people_count=3,
        )
    make_response(engagement, *[f"{HELD} {n}" for n in range(7)], status="held")
    make_response(engagement, *[f"{WITHHELD} {n}" for n in range(7)], status="withheld")
    make_response(engagement, SAFEGUARDED, status="safeguarding")
    for number in range(8):
        make_response(
            engagement, f"{COUNTED_ONLY} {number}", status="released", may_publish_words=False
        )
    return engagement


@pytest.fixture
def coded(heard: Engagement, analyst: Person) -> Engagement:
    """The buses and the rents each in a theme; nothing else is placed."""
    codebook = Codebook.objects.create(engagement=heard)
    for name, word in (("Getting about", "Buses"), ("Rents", "Rents")):
        theme = Theme.objects.create(codebook=codebook, name=name, definition=f"About {word}.")
        for contribution in Contribution.objects.filter(text__startswith=word):
            Coding.objects.create(
                theme=theme, contribution=contribution, origin=Coding.Origin.READ, by=analyst
            )
    return heard


def tick(response: EngagementResponse, question: Question, *options: str) -> None:
    """Let a response choose these options."""
    for option in question.options.filter(text__in=options):
        ChoiceAnswer.objects.create(response=response, question=question, option=option)
