"""What there is to do before an engagement is published, in the order of the work."""

from dataclasses import dataclass

from django.utils import timezone

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.models.exercise import AnsweringRule
from goldenthread_web.engagement.queries.opening import is_passed


@dataclass(frozen=True, slots=True)
class SetUpTask:
    """One thing to do, and where it is done. `state` says how it stands if not "done" or "to do"."""

    title: str
    url_name: str
    part: str
    is_done: bool
    is_needed: bool = True
    state: str = ""


@dataclass(frozen=True, slots=True)
class SetUpGroup:
    """Tasks that belong together."""

    title: str
    tasks: tuple[SetUpTask, ...]

    @property
    def missing(self) -> list[SetUpTask]:
        return [task for task in self.tasks if task.is_needed and not task.is_done]


def groups_of(engagement: Engagement) -> tuple[SetUpGroup, ...]:
    """Return what is to be done before the public can see this engagement."""
    return (
        SetUpGroup("What people are told", _told(engagement)),
        SetUpGroup("What you ask", _asked(engagement)),
        SetUpGroup("Who can answer, and who looks after it", _cared_for(engagement)),
        SetUpGroup("Before it opens", (_check(engagement),)),
    )


def tasks_of(engagement: Engagement) -> list[SetUpTask]:
    """Return the tasks of all groups."""
    return [task for group in groups_of(engagement) for task in group.tasks]


def _part(title: str, name: str, *values: object) -> SetUpTask:
    return SetUpTask(title, "engagement:change", name, all(values))


def _optional(title: str, url_name: str, *, is_done: bool, state: str, part: str = "") -> SetUpTask:
    return SetUpTask(title, url_name, part, is_done, is_needed=False, state=state)


def _told(engagement: Engagement) -> tuple[SetUpTask, ...]:
    why, who = engagement.why_asked, engagement.who_decides
    documents = bool(engagement.supporting_documents)
    return (
        _part("What it is and why you ask", "about", why, engagement.audience),
        _part("Who decides what, and when", "decision", who, engagement.decided_when),
        _part("Other ways to take part", "other-ways", engagement.other_ways),
        _part("Privacy notice", "privacy", engagement.privacy_notice),
        SetUpTask("Supporting documents", "engagement:documents", "", documents),
    )


def _asked(engagement: Engagement) -> tuple[SetUpTask, ...]:
    others, asked = len(engagement.languages) - 1, engagement.questions.exists()
    keeps, has_clips = engagement.equality_kept_until is not None, engagement.clips.exists()
    return (
        SetUpTask("Questions", "engagement:questions", "", asked),
        _optional(
            "Equality questions",
            "engagement:equality-questions",
            is_done=keeps,
            state="" if keeps else "Not asked",
        ),
        _optional(
            "Languages and easy read",
            "engagement:languages",
            is_done=others > 0,
            state=f"{others} more" if others else "English only",
        ),
        _optional(
            "Signed and spoken versions",
            "engagement:clips",
            is_done=has_clips,
            state="" if has_clips else "None yet",
        ),
    )


def _cared_for(engagement: Engagement) -> tuple[SetUpTask, ...]:
    care = "For under 18s" if engagement.is_for_under_18 else "For adults"
    sensitive = "Sensitive topic" if engagement.is_sensitive else ""
    people = engagement.members.count()
    return (
        _part("Safeguarding lead", "safeguarding", engagement.safeguarding_lead_id),
        _optional(
            "Children, and sensitive topics",
            "engagement:change",
            part="care",
            is_done=True,
            state=sensitive if sensitive and not engagement.is_for_under_18 else care,
        ),
        _optional(
            "How often one person can answer",
            "engagement:change",
            part="how-often",
            is_done=True,
            state=AnsweringRule(engagement.answering_rule).label,
        ),
        SetUpTask(
            "People who work on it",
            "engagement:people",
            "",
            is_done=people > 0,
            state="" if not people else f"{people} {'person' if people == 1 else 'people'}",
        ),
    )


def _check(engagement: Engagement) -> SetUpTask:
    # Last year's survey, brought in to be read: it opens for nobody.
    is_over = engagement.is_over(timezone.localdate())
    is_done = is_passed(engagement)
    return SetUpTask(
        "The check before it opens",
        "engagement:opening",
        "",
        is_done,
        is_needed=not is_over,
        state="Not needed: it is over" if is_over and not is_done else "",
    )
