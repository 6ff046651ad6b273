"""The programme, the exercises, and what was said in them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils import timezone

from goldenthread.records.importing import ColumnMapping, ColumnUse, FixedValues, Use
from goldenthread_web.command.demonstration.cast import Cast
from goldenthread_web.command.demonstration.example_files import Entry, example_folder, read_toml
from goldenthread_web.engagement.changes.exercises import (
    add_engagement,
    add_member,
    change_engagement,
    publish_engagement,
)
from goldenthread_web.engagement.changes.importing import add_import, begin_import, keep_draft
from goldenthread_web.engagement.changes.opening import pass_opening_check, save_opening_check
from goldenthread_web.engagement.changes.outcomes import publish_outcome, save_outcome
from goldenthread_web.engagement.changes.questions import add_question, ask_equality_questions
from goldenthread_web.engagement.models import Contribution, Engagement, Question
from goldenthread_web.engagement.queries.import_files import sample_file
from goldenthread_web.engagement.tasks import run_import
from goldenthread_web.jobs.changes import add_job
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.roles import Role
from goldenthread_web.programme.changes import PlannedPhase, add_programme

CHANNELS = {"workshop table": "workshop"}
EQUALITY_KEPT = timedelta(days=365)
EQUALITY_PURPOSE = "To see who took part and who did not. Invented for this demonstration."
SIMPLE_USES = {
    "id": Use.RESPONSE_ID,
    "date": Use.DATE,
    "channel": Use.CHANNEL,
    "audience": Use.AUDIENCE,
    "capacity": Use.CAPACITY,
    "organisation": Use.ORGANISATION,
    "area": Use.AREA,
    "language": Use.LANGUAGE,
    "group_size": Use.PEOPLE_COUNT,
    "under_18": Use.YOUNG_PERSON,
    "may_publish": Use.MAY_PUBLISH,
}
QUESTION_USES = {
    "open": Use.OPEN_QUESTION,
    "one choice": Use.ONE_CHOICE,
    "several choices": Use.SEVERAL_CHOICES_IN_ONE_CELL,
}


def load_programme() -> None:
    """Add the published programme, with its source."""
    sources = read_toml("sources.toml")
    described = sources["programme"]
    document = next(one for one in sources["document"] if one["key"] == described["document"])
    phases = [
        PlannedPhase(
            name=phase["name"],
            audience=", ".join(phase["audiences"]),
            begins_on=date.fromisoformat(f"{phase['month']}-01"),
            ends_on=None,
        )
        for phase in described["phase"]
    ]
    groups = "; ".join(group["as_published"] for group in described.get("group", []))
    add_programme(
        by=SHELL,
        title=described["title"],
        slug="strategic-vision-2035",
        summary=groups,
        source=f"{document['title']}. Quoted as published.",
        phases=phases,
    )


def load_engagements(cast: Cast) -> dict[str, Engagement]:
    """Return the exercises by the name of their file ("" for the one that is open now)."""
    described = read_toml("engagements.toml")["engagement"]
    return {entry.get("file", ""): _load_engagement(entry, cast) for entry in described}


def _load_engagement(entry: Entry, cast: Cast) -> Engagement:
    officer = cast[Role.ENGAGEMENT_OFFICER]
    opens_on, closes_on = _opening_and_closing_day(entry)
    engagement = add_engagement(
        by=officer,
        title=entry["title"],
        opens_on=opens_on,
        closes_on=closes_on,
        why_asked=entry["purpose"],
        who_decides=entry["who_decides"],
        decided_when=entry["decision_expected"],
        other_ways=entry["other_ways"],
        supporting_documents=entry["supporting_documents"],
        privacy_notice=entry["privacy_notice"].strip(),
        audience=entry["audience"],
        channel=CHANNELS.get(entry["channel"], entry["channel"]),
        is_consultation=entry["is_consultation"],
        is_invented=True,
    )
    for person in (*cast.everybody, cast.administrator):
        add_member(by=officer, engagement=engagement, person=person)
    change_engagement(
        by=officer, engagement=engagement, safeguarding_lead=cast[Role.SAFEGUARDING_LEAD]
    )
    for question in entry["question"]:
        add_question(
            by=officer,
            engagement=engagement,
            kind=question["kind"],
            text=question["text"],
            options=question.get("options", ()),
            help_text=question.get("help", ""),
        )
    if entry["equality_questions"]:
        kept_until = timezone.localdate() + EQUALITY_KEPT
        ask_equality_questions(
            by=officer, engagement=engagement, purpose=EQUALITY_PURPOSE, kept_until=kept_until
        )
    save_opening_check(by=officer, engagement=engagement, **entry["opening_check"])
    pass_opening_check(by=officer, engagement=engagement)
    publish_engagement(by=officer, engagement=engagement)
    if "outcome" in entry:
        save_outcome(by=officer, engagement=engagement, **_without_blank_ends(entry["outcome"]))
        publish_outcome(by=officer, engagement=engagement, today=timezone.localdate())
    return engagement


def _without_blank_ends(entry: Entry) -> dict[str, Any]:
    return {name: one.strip() if isinstance(one, str) else one for name, one in entry.items()}


def _opening_and_closing_day(entry: Entry) -> tuple[date, date]:
    today = timezone.localdate()
    if "opens_days_before_loading" in entry:
        return (
            today - timedelta(days=entry["opens_days_before_loading"]),
            today + timedelta(days=entry["closes_days_after_loading"]),
        )
    return entry["opens_on"], entry["closes_on"]


def bring_in_responses(cast: Cast, engagements: dict[str, Engagement]) -> None:
    """Import each file of responses by the same job that an officer starts."""
    described = {
        entry.get("file", ""): entry for entry in read_toml("engagements.toml")["engagement"]
    }
    for name, engagement in engagements.items():
        if name:
            _import_file(cast, engagement, described[name], example_folder() / "responses" / name)


def _import_file(cast: Cast, engagement: Engagement, entry: Entry, path: Path) -> None:
    officer = cast[Role.ENGAGEMENT_OFFICER]
    with path.open("rb") as file:
        response_import = add_import(
            by=officer,
            engagement=engagement,
            file=File(file, name=path.name),
            sample=sample_file(path),
            now=timezone.now(),
        )
    keep_draft(response_import=response_import, mapping=_mapping_of_example(engagement, entry))
    job = add_job(by=officer, title=f"Bring in {path.name}")
    begin_import(response_import=response_import, job=job)
    run_import.call(job.pk, response_import.pk)
    scribed = Contribution.objects.filter(
        response__response_import=response_import, response__people_count__gt=1
    )
    scribed.update(noted_by="the scribe")


def _mapping_of_example(engagement: Engagement, entry: Entry) -> ColumnMapping:
    columns = [*_simple_columns(), *_question_columns(engagement, entry)]
    if entry["equality_questions"]:
        columns += [
            ColumnUse("age_band", Use.EQUALITY_QUESTION, question="age_band"),
            ColumnUse("disabled", Use.EQUALITY_QUESTION, question="disabled"),
            ColumnUse("ethnic_group", Use.EQUALITY_QUESTION, question="ethnic_group"),
        ]
    return ColumnMapping(tuple(columns), fixed=FixedValues())


def _simple_columns() -> Iterator[ColumnUse]:
    for header, use in SIMPLE_USES.items():
        meanings = tuple(CHANNELS.items()) if use is Use.CHANNEL else ()
        yield ColumnUse(header, use, meanings=meanings)


def _question_columns(engagement: Engagement, entry: Entry) -> Iterator[ColumnUse]:
    asked = question_keys(engagement, entry)
    for question in entry["question"]:
        yield ColumnUse(
            question["key"],
            QUESTION_USES[question["kind"]],
            question=asked[question["key"]],
            title=question["text"],
            separator=";",
        )


def question_keys(engagement: Engagement, entry: Entry) -> dict[str, str]:
    """Return the site's key of each question by the key that the example's files use."""
    stored = Question.objects.filter(engagement=engagement).order_by("position")
    return {
        question["key"]: one.key for question, one in zip(entry["question"], stored, strict=True)
    }
