"""Which engagements were changed lately, from the audit trail."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from goldenthread_web.engagement.models import Contribution, Engagement, EngagementResponse
from goldenthread_web.people.models import AuditEvent

MOST_READ = 2_000
OF_ENGAGEMENTS = Q(action__startswith="engagement.")
OF_THEMES = Q(action__startswith="themes.")
LOOKS = ("engagement.held-words-opened", "engagement.safeguarding-opened")
ENGAGEMENT, RESPONSE, CONTRIBUTION = (
    model._meta.label_lower  # noqa: SLF001
    for model in (Engagement, EngagementResponse, Contribution)
)


@dataclass(slots=True)
class Touched:
    """When engagements were last changed, by slug and by id; what fits no engagement, them all."""

    by_slug: dict[str, datetime] = field(default_factory=dict)
    by_id: dict[int, datetime] = field(default_factory=dict)
    every: datetime | None = None
    themes: "Touched | None" = None

    def last_of(self, engagement: Engagement, *, has_themes: bool) -> datetime | None:
        """Return when the engagement, or its themes, were last changed; None if they were not."""
        found = [self.by_slug.get(engagement.slug), self.by_id.get(engagement.pk), self.every]
        if has_themes and self.themes:
            found.append(self.themes.last_of(engagement, has_themes=False))
        return max((at for at in found if at), default=None)


@dataclass(frozen=True, slots=True)
class _Event:
    at: datetime
    subject_type: str
    subject_id: str
    engagement: str | None


def touched_since(since: datetime) -> Touched:
    """Return what was changed since then, in four queries at most."""
    happened = AuditEvent.objects.filter(OF_ENGAGEMENTS | OF_THEMES, at__gte=since)
    rows = list(
        happened.exclude(action__in=LOOKS)
        .order_by("-at")
        .values_list("at", "subject_type", "subject_id", "facts", "action")[: MOST_READ + 1]
    )
    if len(rows) > MOST_READ:
        return Touched(every=rows[0][0])
    events: dict[bool, list[_Event]] = {True: [], False: []}
    for at, subject_type, subject_id, facts, action in rows:
        event = _Event(at, subject_type, subject_id, facts.get("engagement"))
        events[action.startswith("themes.")].append(event)
    touched = _sorted_out(events[False])
    touched.themes = _sorted_out(events[True])
    return touched


def _sorted_out(events: list[_Event]) -> Touched:
    """Put events, the latest first, to their engagements."""
    touched = Touched()
    of_rows = _engagements_of_rows(events)
    for event in events:
        pk = of_rows.get((event.subject_type, event.subject_id))
        if isinstance(event.engagement, str):
            touched.by_slug.setdefault(event.engagement, event.at)
        elif pk is not None:
            touched.by_id.setdefault(pk, event.at)
        else:
            touched.every = touched.every or event.at
    return touched


def _engagements_of_rows(events: Iterable[_Event]) -> dict[tuple[str, str], int]:
    """Return the engagement of each response and contribution that events speak of."""
    ids: dict[str, set[int]] = {ENGAGEMENT: set(), RESPONSE: set(), CONTRIBUTION: set()}
    for event in events:
        if event.subject_type in ids and event.subject_id.isdecimal():
            ids[event.subject_type].add(int(event.subject_id))
    found: dict[tuple[str, str], int] = {(ENGAGEMENT, str(pk)): pk for pk in ids[ENGAGEMENT]}
    if ids[RESPONSE]:
        rows = EngagementResponse.objects.filter(pk__in=ids[RESPONSE])
        found |= {(RESPONSE, str(pk)): of for pk, of in rows.values_list("pk", "engagement")}
    if ids[CONTRIBUTION]:
        said = Contribution.objects.filter(pk__in=ids[CONTRIBUTION])
        pairs = said.values_list("pk", "response__engagement")
        found |= {(CONTRIBUTION, str(pk)): of for pk, of in pairs}
    return found
