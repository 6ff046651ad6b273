"""The check before opening: what it asks of this exercise, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from goldenthread.records.engagement import Channel
from goldenthread_web.engagement.models import Engagement, OpeningCheck
from goldenthread_web.engagement.opening_words import LEVEL_OF, LONG_WEEKS, SHORT_WEEKS, Level
from goldenthread_web.people.models import AuditEvent

Extent = OpeningCheck.Extent
FIELDS = (
    "extent", "influence", "what_can_change", "what_cannot_change", "options_considered",
    "options_rejected", "who_is_affected", "why_enough_time", "equality_analysis",
    "data_protection",
)  # fmt: skip
SMALL_CHANNELS = {Channel.STALL, Channel.YOUTH_CLUB, Channel.WORKSHOP, Channel.COMMUNITY_MEETING}
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing that the check asks: its answers with their labels, and where they are given.

    `missing` says in words what is still to be answered, nothing where it is done.
    """

    title: str
    part: str
    answers: tuple[tuple[str, str], ...]
    missing: tuple[str, ...] = ()
    help_text: str = ""
    is_elsewhere: bool = field(default=False)


def opening_check_of(engagement: Engagement) -> OpeningCheck:
    """Return the check as it stands; one that is not stored yet if nothing was answered."""
    try:
        return engagement.opening_check
    except ObjectDoesNotExist:
        return OpeningCheck(engagement=engagement, extent=suggested_extent(engagement))


def suggested_extent(engagement: Engagement) -> OpeningCheck.Extent:
    """Return the short check for a stall or a session, unless it is a consultation."""
    is_small = engagement.channel in SMALL_CHANNELS and not engagement.is_consultation
    return Extent.SHORT if is_small else Extent.FULL


def days_open(engagement: Engagement) -> int:
    return (engagement.closes_on - engagement.opens_on).days + 1


def needs_reason_for_time(engagement: Engagement) -> bool:
    """Return whether a consultation is shorter than twelve weeks."""
    return engagement.is_consultation and days_open(engagement) < LONG_WEEKS * DAYS_A_WEEK


def is_very_short(engagement: Engagement) -> bool:
    """Return whether a consultation is shorter than six weeks."""
    return engagement.is_consultation and days_open(engagement) < SHORT_WEEKS * DAYS_A_WEEK


def items_of(engagement: Engagement, check: OpeningCheck) -> list[CheckItem]:
    """Return what the check asks of this exercise, in order."""
    shared = [_check_kind(engagement, check), _check_decision(engagement)]
    if check.extent == Extent.SHORT:
        return [*shared, _check_short_time(check)]
    return [
        *shared,
        _check_influence(check),
        _check_choices(check),
        _check_options(check),
        _check_who_is_affected(check),
        _check_time(engagement, check),
        _check_references(check),
    ]


def missing_in(items: Iterable[CheckItem]) -> list[str]:
    """Return in words what is still to be answered."""
    return [told for item in items for told in item.missing]


def is_passed(engagement: Engagement) -> bool:
    """Return whether somebody passed the check, and nothing became missing since."""
    check = opening_check_of(engagement)
    return check.passed_at is not None and not missing_in(items_of(engagement, check))


def history_of(engagement: Engagement) -> QuerySet[AuditEvent]:
    """Return who changed or passed the check, and when, the newest first."""
    return (
        AuditEvent.objects.filter(
            action__startswith="engagement.opening-check",
            subject_type=engagement._meta.label_lower,  # noqa: SLF001
            subject_id=str(engagement.pk),
        )
        .select_related("person")
        .order_by("-id")[:50]
    )


def level_of(check: OpeningCheck) -> Level | None:
    return LEVEL_OF.get(check.influence)


def _what_is_missing(*asked: tuple[str, str]) -> tuple[str, ...]:
    """Return the sentence of each thing that has no answer."""
    return tuple(told for answer, told in asked if not answer.strip())


def _check_kind(engagement: Engagement, check: OpeningCheck) -> CheckItem:
    kind = "A consultation, with legal force" if engagement.is_consultation else "An engagement"
    is_too_short = engagement.is_consultation and check.extent == Extent.SHORT
    return CheckItem(
        "Consultation or engagement",
        "extent" if is_too_short else "about",
        (("What it is", kind),),
        ("Use the full check: this is a consultation",) if is_too_short else (),
        "A consultation has legal force: a law, or a promise that people may rely on, makes "
        "you listen before a decision. What it is called does not settle it. Not sure? Ask a lawyer.",
        is_elsewhere=not is_too_short,
    )


def _check_decision(engagement: Engagement) -> CheckItem:
    return CheckItem(
        "Who decides, and when",
        "decision",
        (("Who decides", engagement.who_decides), ("When", engagement.decided_when)),
        _what_is_missing(
            (engagement.who_decides, "Say who decides"),
            (engagement.decided_when, "Say when it is decided"),
        ),
        "Those who decide read the answers before they do, with an open mind.",
        is_elsewhere=True,
    )


def _influence_told(check: OpeningCheck) -> str:
    level = level_of(check)
    return f"{level.name}: {level.told}" if level else ""


def _check_short_time(check: OpeningCheck) -> CheckItem:
    return CheckItem(
        "In short",
        "short",
        (
            ("How much influence people have", _influence_told(check)),
            ("What can still change", check.what_can_change),
            ("Data protection", check.data_protection),
        ),
        _what_is_missing(
            (check.influence, "Say how much influence people have"),
            (check.what_can_change, "Say what can still change"),
            (check.data_protection, "Say where data protection is written down"),
        ),
        "Enough for a stall, a session or a poll.",
    )


def _check_influence(check: OpeningCheck) -> CheckItem:
    return CheckItem(
        "How much influence people have",
        "influence",
        (("Level", _influence_told(check)),),
        _what_is_missing((check.influence, "Say how much influence people have")),
        "A promise: people remember what they were told.",
    )


def _check_choices(check: OpeningCheck) -> CheckItem:
    return CheckItem(
        "What can still change",
        "choices",
        (
            ("What can still change", check.what_can_change),
            ("What cannot", check.what_cannot_change),
        ),
        _what_is_missing(
            (check.what_can_change, "Say what can still change"),
            (check.what_cannot_change, "Say what cannot change any more, and why"),
        ),
        "Gunning, first principle: ask while things can still change.",
    )


def _check_options(check: OpeningCheck) -> CheckItem:
    return CheckItem(
        "Options, and those turned down",
        "options",
        (
            ("Options", check.options_considered),
            ("Turned down, and why", check.options_rejected),
        ),
        _what_is_missing(
            (check.options_considered, "Name the options, or say that there are none yet"),
            (
                check.options_rejected,
                "Say which options were turned down and why, or that none was",
            ),
        ),
        "Gunning, second principle, and Moseley: enough reasons to think with, and what was "
        "turned down.",
    )


def _check_who_is_affected(check: OpeningCheck) -> CheckItem:
    return CheckItem(
        "Who is affected",
        "affected",
        (("Who is affected, and how they hear of it", check.who_is_affected),),
        _what_is_missing((check.who_is_affected, "Say who is affected")),
        "Think of those who are seldom asked, and of those who do not live here but work or learn.",
    )


def _check_time(engagement: Engagement, check: OpeningCheck) -> CheckItem:
    answer = check.why_enough_time if needs_reason_for_time(engagement) else "not asked"
    days = days_open(engagement)
    return CheckItem(
        "Enough time",
        "time",
        (
            ("Open", f"{days} {'day' if days == 1 else 'days'} ({say_weeks(days)})"),
            ("Why this is enough", check.why_enough_time),
        ),
        _what_is_missing((answer, "Say why less than twelve weeks are enough")),
        "Gunning, third principle: enough time to think and to answer. A consultation of less "
        "than twelve weeks says why that is enough.",
    )


def say_weeks(days: int) -> str:
    """Return days as weeks, as people say them.

    >>> say_weeks(84), say_weeks(20), say_weeks(3)
    ('12 weeks', 'nearly 3 weeks', 'less than a week')
    """
    weeks, over = divmod(days, DAYS_A_WEEK)
    if not weeks:
        return "less than a week"
    if over == DAYS_A_WEEK - 1:
        return f"nearly {weeks + 1} weeks"
    said = "1 week" if weeks == 1 else f"{weeks} weeks"
    return f"more than {said}" if over else said


def _check_references(check: OpeningCheck) -> CheckItem:
    return CheckItem(
        "Equality and data protection",
        "references",
        (
            ("Equality analysis", check.equality_analysis),
            ("Data protection", check.data_protection),
        ),
        _what_is_missing(
            (check.equality_analysis, "Say where the equality analysis is"),
            (check.data_protection, "Say where data protection is written down"),
        ),
        "Equality Act 2010, section 149, and UK GDPR, article 35. Drafts made from this record "
        "are on the set-up page.",
    )
