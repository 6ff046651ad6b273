"""How a report was made and what it cannot say, in plain sentences from the record."""

from collections.abc import Iterable, Sequence

from goldenthread.disclosure import show_counts
from goldenthread.reports.wording import say_date, say_list
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.reports.queries.participation import Totals
from goldenthread_web.reports.queries.quotes import language_name
from goldenthread_web.themes.models import CodebookVersion, DiscoveryRun, ThemeChange

ALWAYS_LIMITS = (
    (
        "Those who answered chose to. They are not a sample of everybody who lives here, so a share "
        "of them is not a share of everybody."
    ),
    (
        "A count of contributions is not a vote. It says how often something was said, not how many "
        "want it."
    ),
    (
        "No second analyst has coded the same words independently, so we cannot say how well two "
        "analysts would agree."
    ),
    (
        "Numbers of fewer than 5 people are not shown, nor those that would give them away, so that "
        "nobody can be picked out."
    ),
)


def say_method(
    engagement: Engagement, runs: Sequence[DiscoveryRun], totals: Totals
) -> tuple[str, ...]:
    """Return how words were released, how themes were made, and which version of them this is."""
    if not totals.response_count:
        return ()
    return (
        (
            "All words count, whether or not they are public. Only words that a moderator released "
            "are quoted; where something was taken out, a mark in square brackets says what."
        ),
        (
            "A closed question counts the people who answered it. Where several choices were allowed, "
            "each option is counted by itself, never combinations of options."
        ),
        *_say_themes(engagement, runs),
        (
            "Quotes are the most typical released words of a theme, at most three of each question "
            "and one of each response."
        ),
        *_say_languages(totals),
    )


def say_limits(totals: Totals) -> tuple[str, ...]:
    """Return what must be kept in mind when reading the figures."""
    has_groups = any(group.people > group.responses for group in totals.responses)
    groups = (
        (
            "Some responses speak for a group: each counts as all of its people, though they may not "
            "all agree."
        ),
    )
    return (*ALWAYS_LIMITS, *(groups if has_groups else ()))


def _say_themes(engagement: Engagement, runs: Sequence[DiscoveryRun]) -> Iterable[str]:
    methods = dict.fromkeys(run.method for run in runs if run.method)
    yield from list(methods)[:1]
    version = _latest_version(engagement)
    if version is None:
        if methods:
            yield "The themes are not locked in a version yet and can still change."
        return
    yield (
        f"Themes were locked as version {version.number} on "
        f"{say_date(version.locked_at.date())}{_say_changed(version)}."
    )


def _latest_version(engagement: Engagement) -> CodebookVersion | None:
    found = CodebookVersion.objects.filter(codebook__engagement=engagement)
    return found.select_related("codebook").order_by("-number").first()


def _say_changed(version: CodebookVersion) -> str:
    changed = ThemeChange.objects.filter(codebook=version.codebook, at__gt=version.locked_at)
    return ", and have changed since: this report shows them as they are now" * changed.exists()


def _say_languages(totals: Totals) -> Iterable[str]:
    known = [(code, count) for code, count in totals.by_language().most_common() if code]
    if len(known) < 2:  # noqa: PLR2004 (one language needs no list)
        return
    shown = show_counts([count for _, count in known]).cells
    parts = [
        f"{language_name(code)} ({cell.text})" for (code, _), cell in zip(known, shown, strict=True)
    ]
    yield f"Contributions by language, where it is known: {say_list(parts)}."
