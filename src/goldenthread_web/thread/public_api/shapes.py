"""The shapes of what the API answers. They are described by OpenAPI, so names say what they hold."""

from typing import Any

from ninja import Field, Schema


class EngagementShape(Schema):
    """One listening exercise that is public."""

    slug: str
    title: str
    why_asked: str
    who_decides: str
    decided_when: str
    audience: str
    opens_on: str
    closes_on: str
    is_consultation: bool
    channel: str
    address: str = Field(description="The page for people.")
    results_are_public: bool
    report_is_public: bool
    licence: str = Field(description="Under which its data may be used.")
    invented_for_this_demonstration: bool


class QuestionShape(Schema):
    """A question as it is asked now."""

    key: str
    position: int
    kind: str
    text: str
    help_text: str
    options: list[str]
    rows: list[str]
    asked_since_version: int
    asked_no_more_since: str


class ChangeShape(Schema):
    """What changed in the form while people could answer, and why."""

    version: int
    on: str
    question: str
    what_changed: str
    why: str


class QuestionsShape(Schema):
    """The questions of an engagement, and what changed in them."""

    questions: list[QuestionShape]
    changes: list[ChangeShape]


class FigureShape(Schema):
    """One figure of the page of results. Small numbers are hidden: then `value` is null."""

    question_key: str = Field(description="Empty for who took part.")
    table: str
    line: str
    name: str
    shown: str
    value: float | None


class CountsShape(Schema):
    """The figures of the page of results, and when they were counted."""

    told: str
    responses: int | None = Field(description="Null until they are counted.")
    people: int | None
    figures: list[FigureShape]


class ContributionShape(Schema):
    """Released words, with what was taken out marked."""

    reference: str
    question_key: str
    question: str
    part: str
    words: str
    capacity: str = Field(description="Empty where it could single somebody out.")
    address: str = Field(description="Where the words led: the page for people.")
    invented_for_this_demonstration: bool


class ContributionsShape(Schema):
    """Some released words. Ask again with `after` until `next` is null."""

    contributions: list[ContributionShape]
    next: str | None


class ThemeShape(Schema):
    """A theme of “What we heard” with its size."""

    question: str
    name: str
    definition: str
    contributions: str = Field(description="How many of how many; small numbers are hidden.")
    people: str
    how_sure: str


class EditionShape(Schema):
    """A published edition of a plan, and where it is."""

    number: int
    title: str
    period: str
    published_at: str
    address: str


class PlanShape(Schema):
    """A published plan with its editions, the newest first."""

    slug: str
    title: str
    editions: list[EditionShape]


class WholeEditionShape(Schema):
    """An edition with its elements, what each rests on, and released quotes."""

    format: str
    edition: str
    title: str
    period: str
    introduction: str
    published_at: str
    why: str
    digest: str
    invented_for_this_demonstration: bool
    notes: list[dict[str, Any]]
    elements: list[dict[str, Any]]


class NotUnderstoodShape(Schema):
    """What of the address cannot be understood, and why."""

    detail: list[dict[str, Any]]


class ProblemShape(Schema):
    """Why there is no answer."""

    detail: str
