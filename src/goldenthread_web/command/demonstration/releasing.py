"""The release queue of the example, worked through by two moderators but for what is left to try."""

from collections.abc import Mapping
from random import Random

from django.utils import timezone

from goldenthread.errors import InputError
from goldenthread.records.disclosure import FindingKind
from goldenthread.records.disclosure import Redaction as Span
from goldenthread_web.command.demonstration.cast import Cast
from goldenthread_web.command.demonstration.contributions import Place
from goldenthread_web.command.demonstration.example_files import Entry, read_toml
from goldenthread_web.engagement.changes.bulk_release import (
    confirm_read,
    draw_sample,
)
from goldenthread_web.engagement.changes.release import (
    Verdict,
    ask_for_second_person,
    decide,
)
from goldenthread_web.engagement.changes.safeguarding import pass_to_lead
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    PersonalDataFinding,
    ReleaseDecision,
)
from goldenthread_web.engagement.queries.bulk_release import eligible
from goldenthread_web.engagement.queries.release import needs_two_people, state_token
from goldenthread_web.engagement.tasks import release_all
from goldenthread_web.people.roles import Role

Outcome = ReleaseDecision.Outcome


def work_through_release(
    cast: Cast, engagements: Mapping[str, Engagement], placed: Mapping[Place, Contribution]
) -> None:
    """Decide what the example says, release the rest, and leave some held for a visitor."""
    review = read_toml("review.toml")
    left = {
        placed[_place_in_file(entry)].pk
        for entry in (*review["personal_data"], *review["safeguarding"])
        if entry["state"] == "held"
    }
    _decide_as_told(cast, review, placed)
    for name, engagement in engagements.items():
        if name:
            _release_the_rest(cast, engagement, left)


def _decide_as_told(cast: Cast, review: Entry, placed: Mapping[Place, Contribution]) -> None:
    for entry in review["safeguarding"]:
        if entry["state"] == "held":
            _leave_for_two(cast, placed[_place_in_file(entry)])
        else:
            _pass_to_lead(cast, placed[_place_in_file(entry)], entry["worry"])
    for entry in review["personal_data"]:
        if entry["state"] == "released with redactions":
            contribution = placed[_place_in_file(entry)]
            spans = tuple(_redactions_named(contribution, entry["redact"]))
            _decide(cast, contribution, Verdict(Outcome.REDACT, spans=spans))
    for entry in review["flagged_words"]:
        if entry["state"] == "withheld":
            verdict = Verdict(Outcome.WITHHOLD, reason=entry["reason"])
            _decide(cast, placed[_place_in_file(entry)], verdict)


def _place_in_file(entry: Entry) -> Place:
    return entry["file"], entry["id"], entry["question"]


def _leave_for_two(cast: Cast, contribution: Contribution) -> None:
    """Keep a worry that no list of words found out of the bulk: a person asks for a second."""
    if not contribution.needs_second_person:
        ask_for_second_person(
            by=cast[Role.MODERATOR], contribution=contribution, seen=state_token(contribution)
        )


def _pass_to_lead(cast: Cast, contribution: Contribution, worry: str) -> None:
    pass_to_lead(
        by=cast[Role.MODERATOR],
        contribution=contribution,
        seen=state_token(contribution),
        worry=worry,
        now=timezone.now(),
    )


def _redactions_named(contribution: Contribution, taken_out: list[str]) -> list[Span]:
    kinds = {
        contribution.text[finding.start : finding.end]: finding.kind
        for finding in PersonalDataFinding.objects.filter(contribution=contribution)
    }
    spans = []
    for words in taken_out:
        start = contribution.text.find(words)
        if start < 0:
            raise InputError(f"The example takes out “{words}”, which is not there.")
        kind = next((kind for found, kind in kinds.items() if found in words), FindingKind.OTHER)
        spans.append(Span(start, start + len(words), FindingKind(kind)))
    return spans


def _decide(cast: Cast, contribution: Contribution, verdict: Verdict) -> None:
    """Decide once, and where two people are needed once more by the second."""
    current = Contribution.objects.select_related("response").get(pk=contribution.pk)
    people = [cast[Role.MODERATOR]]
    if needs_two_people(current):
        people.append(cast.second_moderator)
    for person in people:
        current = Contribution.objects.select_related("response").get(pk=contribution.pk)
        decide(
            by=person,
            contribution=current,
            seen=state_token(current),
            verdict=verdict,
            now=timezone.now(),
        )


def _release_the_rest(cast: Cast, engagement: Engagement, left: set[int]) -> None:
    """Release in bulk what is plain, after its sample, and what is not plain one by one."""
    moderator = cast[Role.MODERATOR]
    if eligible(engagement).exists():
        reading = draw_sample(
            by=moderator,
            engagement=engagement,
            now=timezone.now(),
            chance=Random(2035),  # noqa: S311
        )
        reading = confirm_read(by=moderator, reading=reading, now=timezone.now())
        release_all(by=moderator, reading=reading, progress=lambda *_: None)
    held = Contribution.objects.filter(
        response__engagement=engagement, status=Contribution.Status.HELD
    )
    for contribution in held.exclude(pk__in=left):
        _decide(cast, contribution, Verdict(Outcome.RELEASE))
