# ruff: noqa: PLC0415 - Django is set up before its models are imported
"""A survey of thirty questions, of every kind, some shown by earlier answers; made inside a site.

Each step is a process of its own: `python benchmarks/material/thirty_questions.py STEP`.
"""

import json
import sys
from typing import Any

SLUG = "thirty-questions"
STATEMENTS = ("Buses should be free.", "The park should close at night.", "We need more benches.")
# Thirty questions on ten pages: (title of the page, its questions).
FORM: list[tuple[str, list[dict[str, Any]]]] = [
    ("What matters", [{"text": "What matters to you here?", "is_required": True}]),
    ("Getting about", [
        {"text": "How do you get about?", "kind": "one choice", "is_required": True,
         "options": ["On foot", "Bus", "Cycle", "Car"], "other": "Another way"},
        {"text": "Which would help?", "kind": "several choices", "most_choices": 3,
         "options": ["Benches", "Lights", "Crossings", "Shade"], "exclusive": "None of these"},
        {"text": "How far is your bus stop, in minutes?", "kind": "number", "lowest": 0, "highest": 60},
        {"text": "What did your last walk lack, in one line?", "is_short": True},
    ]),
    ("Your street", [
        {"text": "How safe is it by day?", "kind": "rating", "lowest": 1, "highest": 5},
        {"text": "How safe is it by night?", "kind": "rating", "lowest": 0, "highest": 10},
        {"text": "How good are these?", "kind": "matrix", "options": ["Good", "Fair", "Poor"],
         "rows": ["Lights", "Kerbs", "Bins"]},
        {"text": "What would make it safer?", "when": ("How safe is it by day?", "at most", 2)},
    ]),
    ("What comes first", [
        {"text": "What comes first?", "kind": "ranking", "options": ["Homes", "Parks", "Roads", "Clubs"]},
        {"text": "Which one park matters most?", "kind": "one choice",
         "options": ["The large one", "The small one", "The canal"]},
        {"text": "Why that one?", "is_short": True},
    ]),
    ("Your home", [
        {"text": "How many live with you?", "kind": "number", "lowest": 1, "highest": 20},
        {"text": "When did you move here?", "kind": "date"},
        {"text": "How warm is it?", "kind": "rating", "lowest": 1, "highest": 5},
        {"text": "Do you rent?", "kind": "one choice", "options": ["Yes", "No"]},
        {"text": "What about the rent?", "when": ("Do you rent?", "any of", "Yes")},
    ]),
    ("Where", [
        {"text": "Where do you live?", "kind": "area"},
        {"text": "Where should something change?", "kind": "place"},
    ]),
    ("A picture", [{"text": "Have you a picture of it?", "kind": "file"}]),
    ("Work and learning", [
        {"text": "What do you do?", "kind": "several choices", "options": ["Work", "Learn", "Care"]},
        {"text": "How good are these for you?", "kind": "matrix", "options": ["Good", "Poor"],
         "rows": ["Schools", "Jobs", "Courses", "Childcare"]},
        {"text": "In which order would you pay?", "kind": "ranking", "options": ["Courses", "Childcare", "Fares"]},
        {"text": "When does a course suit?", "kind": "one choice", "options": ["Morning", "Evening"]},
    ]),
    ("The council", [
        {"text": "How well do we listen?", "kind": "rating", "lowest": 1, "highest": 5},
        {"text": "How did you last reach us?", "kind": "one choice",
         "options": ["Telephone", "Online", "In person"], "other": "Some other way"},
        {"text": "When was that?", "kind": "date"},
        {"text": "What went wrong?", "when": ("How well do we listen?", "at most", 2)},
    ]),
    ("At last", [
        {"text": "What do you think of these?", "kind": "statements"},
        {"text": "In ten years, what should it be like?"},
    ]),
]  # fmt: skip


def prepare() -> dict[str, object]:
    """Make the survey in the site; return how many questions it has."""
    return {"questions": make_survey().questions.count()}


def make_survey() -> Any:
    """Return the survey, open today, with areas, conditions and statements to vote on."""
    from goldenthread_web.engagement.models import Engagement, Question, Section

    told = ("why_asked", "who_decides", "decided_when", "other_ways", "supporting_documents")
    engagement = Engagement.objects.create(
        title="Thirty questions", slug=SLUG, privacy_notice="None", audience="Everybody",
        opens_on="2026-01-01", closes_on="2099-01-01", is_published=True,
        **dict.fromkeys(told, "Benchmark"),
    )  # fmt: skip
    areas = make_areas()
    position = 0
    for place, (title, asked) in enumerate(FORM, start=1):
        section = Section.objects.create(engagement=engagement, position=place, title=title)
        for one in asked:
            position += 1
            make_question(engagement, section, position, areas, dict(one))
    say_statements(Question.objects.get(engagement=engagement, kind="statements"))
    return engagement


def make_areas() -> Any:
    """Return twenty squares side by side, as a borough has wards."""
    from goldenthread_web.indicators.models import Area, AreaSet

    areas = AreaSet.objects.create(name="Squares", source="Drawn for a benchmark")
    for number in range(20):
        west, south = number % 5, 51 + number // 5
        ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1]]
        outline = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        Area.objects.create(
            area_set=areas, code=f"S{number}", name=f"Square {number}", outline=outline
        )
    return areas


def make_question(
    engagement: Any, section: Any, position: int, areas: Any, asked: dict[str, Any]
) -> None:
    from goldenthread_web.engagement.models import MatrixRow, Question, QuestionOption

    when = asked.pop("when", None)
    other, exclusive = asked.pop("other", None), asked.pop("exclusive", None)
    options, rows = asked.pop("options", []), asked.pop("rows", [])
    kind = asked.pop("kind", "open")
    question = Question.objects.create(
        engagement=engagement, section=section, position=position, key=f"q{position}", kind=kind,
        area_set=areas if kind in {"area", "place"} else None, **asked,
    )  # fmt: skip
    named = [*options, *filter(None, [other, exclusive])]
    for at, text in enumerate(named, start=1):
        QuestionOption.objects.create(
            question=question, position=at, text=text,
            is_other=text == other, is_exclusive=text == exclusive,
        )  # fmt: skip
    for at, text in enumerate(rows, start=1):
        MatrixRow.objects.create(question=question, position=at, text=text)
    if when:
        show_when(question, *when)


def show_when(question: Any, earlier: str, comparison: str, value: Any) -> None:
    from goldenthread_web.engagement.models import Question, ShowCondition

    depends_on = Question.objects.get(engagement=question.engagement, text=earlier)
    number = value if isinstance(value, int) else None
    condition = ShowCondition.objects.create(
        question=question, depends_on=depends_on, comparison=comparison, number=number
    )
    if number is None:
        condition.named_options.create(option=depends_on.options.get(text=value))


def say_statements(question: Any) -> None:
    """Let somebody have said what others vote on, released already."""
    from goldenthread_web.engagement.models import Contribution, EngagementResponse

    speaker = EngagementResponse.objects.create(
        engagement=question.engagement, may_publish_words=True, capacity="resident"
    )
    for text in STATEMENTS:
        Contribution.objects.create(
            response=speaker, question=question, text=text, received=text.encode(),
            part="statement", status="released",
        )  # fmt: skip


def stored() -> dict[str, object]:
    """Return what stands in the database: what was sent, its first words, and what is not sent."""
    from goldenthread_web.engagement.models import Contribution, EngagementResponse, UnsentResponse

    responses = EngagementResponse.objects.filter(engagement__slug=SLUG, sending_key__isnull=False)
    words = Contribution.objects.filter(
        response__engagement__slug=SLUG, question__text="What matters to you here?"
    )
    return {
        "responses": responses.count(),
        "words": sorted(words.values_list("text", flat=True)),
        "unsent": UnsentResponse.objects.count(),
    }


if __name__ == "__main__":
    import django

    django.setup()
    steps = {"prepare": prepare, "stored": stored}
    print(json.dumps(steps[sys.argv[1]]()))
