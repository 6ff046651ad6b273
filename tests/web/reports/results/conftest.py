"""One question of every kind, answered by 60 people, and counted by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.builders import give_answer, make_engagement, make_question, make_response

from goldenthread_web.engagement.models import (
    Contribution,
    DropOut,
    Engagement,
    Question,
    ResponseInPattern,
    ResponsePattern,
)
from goldenthread_web.indicators.models import Area, AreaSet
from goldenthread_web.people.models import Person

OFFICE = "/office/engagements/our-park/results"
PUBLIC = "/engagements/our-park/results"


def square(west: float) -> dict[str, object]:
    corners = [[west, 51.5], [west + 0.01, 51.5], [west + 0.01, 51.51], [west, 51.51]]
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


@pytest.fixture
def wards(db: None) -> AreaSet:
    wards = AreaSet.objects.create(name="Invented wards", source="Invented for tests")
    for number, name in enumerate(("North", "South", "West")):
        Area.objects.create(
            area_set=wards, code=f"W{number}", name=name, outline=square(-0.05 + 0.01 * number)
        )
    return wards


@pytest.fixture
def survey(engagement_officer: Person, analyst: Person) -> Engagement:
    return make_engagement(engagement_officer, analyst, title="Our park", slug="our-park")


@pytest.fixture
def asked(survey: Engagement, wards: AreaSet) -> dict[str, Question]:
    """Return a question of each kind by a short name."""
    kind = Question.Kind
    return {
        "visit": make_question(survey, "Do you visit the park?", "Yes", "No"),
        "ways": make_question(
            survey, "How do you get there?", "On foot", "Bus", "Bike", kind=kind.SEVERAL_CHOICES
        ),
        "safe": make_question(
            survey, "How safe is it?", kind=kind.RATING, lowest=1, highest=5,
            lowest_label="Not safe", highest_label="Very safe",
        ),
        "order": make_question(
            survey, "What comes first?", "Trees", "Play", "Paths", kind=kind.RANKING
        ),
        "rows": make_question(
            survey, "How good are these?", "Good", "Bad", kind=kind.MATRIX, rows=["Gates", "Lights"]
        ),
        "minutes": make_question(survey, "How many minutes to walk?", kind=kind.NUMBER),
        "last": make_question(survey, "When were you there last?", kind=kind.DATE),
        "ward": make_question(survey, "Where do you live?", kind=kind.AREA, area_set=wards),
        "votes": make_question(survey, "Do you agree?", kind=kind.STATEMENTS),
        "words": make_question(survey, "What would you change?"),
    }  # fmt: skip


@pytest.fixture
def answered(survey: Engagement, asked: dict[str, Question], wards: AreaSet) -> Engagement:
    """Sixty people answer, 40 residents and 20 who work there; each figure below is by hand.

    visit: 36 yes, 24 no. ways: foot 30, bus 20, bike 12; 50 answered. safe: 1:12 2:6 3:12
    4:18 5:12. order: trees first 30, play first 20, paths first 10. rows: gates good 45 bad
    15, lights good 20 bad 40. minutes: ten each of 5, 10, 15, 20, 25, 30. last: 30 in
    January, 30 in March. ward: north 30, south 20, west 10.
    """
    areas = {area.name: area for area in wards.areas.all()}
    now = timezone.now()
    speaker = make_response(
        survey, "More trees please", question=asked["votes"], status="released",
        capacity="resident", received_at=now, channel="paper",
    )  # fmt: skip
    statement = Contribution.objects.get(response=speaker)
    for number in range(60):
        begun = now - timedelta(minutes=4 + number % 5)
        response = make_response(
            survey,
            f"Words of number {number}",
            question=asked["words"],
            status="released" if number < 25 else "held",
            capacity="resident" if number < 40 else "works or studies here",
            received_at=now,
            started_at=begun,
            channel="online survey",
        )
        ways = [
            name
            for name, fits in (
                ("On foot", number < 30),
                ("Bus", 20 <= number < 40),
                ("Bike", 38 <= number < 50),
            )
            if fits
        ]
        first = (["Trees"] * 30 + ["Play"] * 20 + ["Paths"] * 10)[number]
        others = [name for name in ("Trees", "Play", "Paths") if name != first]
        give_answer(response, asked["visit"], "Yes" if number % 5 < 3 else "No")
        give_answer(response, asked["ways"], ways)
        give_answer(response, asked["safe"], [1, 1, 2, 3, 3, 4, 4, 4, 5, 5][number % 10])
        give_answer(response, asked["order"], [first, *others])
        give_answer(
            response,
            asked["rows"],
            {"Gates": "Good" if number < 45 else "Bad", "Lights": "Good" if number < 20 else "Bad"},
        )
        give_answer(response, asked["minutes"], 5 + 5 * (number % 6))
        give_answer(
            response, asked["last"], (now.replace(month=1 if number < 30 else 3, day=5)).date()
        )
        give_answer(
            response,
            asked["ward"],
            areas["North" if number < 30 else "South" if number < 50 else "West"],
        )
        give_answer(response, asked["votes"], {statement: 1 if number < 40 else -1})
    DropOut.objects.create(engagement=survey, step=f"question-{asked['ways'].pk}", count=15)
    return survey


@pytest.fixture
def apart(answered: Engagement) -> ResponsePattern:
    """The last twenty responses look organised, and somebody concluded to show them apart."""
    pattern = ResponsePattern.objects.create(
        engagement=answered, kind="burst", key="k", conclusion="shown apart",
        reason="Twenty in one minute", concluded_at=timezone.now(),
    )  # fmt: skip
    ids = answered.responses.order_by("-pk").values_list("pk", flat=True)[:20]
    ResponseInPattern.objects.bulk_create(
        ResponseInPattern(pattern=pattern, response_id=pk) for pk in ids
    )
    return pattern
