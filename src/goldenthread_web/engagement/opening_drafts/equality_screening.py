"""A screening for the public sector equality duty."""

from goldenthread.records.drafts import Draft, DraftSection, Gap
from goldenthread.records.publishing import Table
from goldenthread_web.engagement.opening_drafts.record import (
    AUDIENCE,
    DECIDED_WHEN,
    EQUALITY,
    OFFICER,
    WHO_DECIDES,
    WHY_ASKED,
    ExerciseRecord,
    say_day,
    told_and_missing,
)
from goldenthread_web.engagement.tongues import Tongue

SOURCE = (
    "the protected characteristics and the three aims of the public sector equality duty, "
    "Equality Act 2010, sections 4 to 12 and 149. The words are our own"
)
# Each with the keys of the equality questions that tell of it.
CHARACTERISTICS = (
    ("Age", {"age_band"}),
    ("Disability", {"disabled", "general_health"}),
    ("Gender reassignment", {"gender_identity"}),
    ("Marriage and civil partnership", {"marital_status"}),
    ("Pregnancy and maternity", {"pregnancy_or_maternity"}),
    ("Race", {"ethnic_group", "main_language"}),
    ("Religion or belief", {"religion"}),
    ("Sex", {"sex"}),
    ("Sexual orientation", {"sexual_orientation"}),
)
AIMS = (
    ("Ending discrimination, harassment and victimisation", "what could make it better or worse"),
    ("Giving people the same chances", "who has fewer chances today, and what could change that"),
    ("Good relations between groups", "where this could bring people together or apart"),
)


def equality_screening(record: ExerciseRecord) -> Draft:
    """Return the draft: what is decided, who is affected, what each aim asks."""
    sections = (
        _what(record),
        _reach(record),
        _characteristics(record),
        DraftSection(
            "The three aims",
            gaps=tuple(Gap(EQUALITY, f"{aim}: {what}") for aim, what in AIMS),
        ),
        DraftSection(
            "What follows",
            gaps=(
                Gap(EQUALITY, "whether a full equality analysis is needed, and why"),
                Gap(EQUALITY, "who agreed, and the day"),
                Gap(OFFICER, "what is done differently because of this"),
            ),
        ),
    )
    return record.draft("Equality screening", sections=sections, source=SOURCE)


def _what(record: ExerciseRecord) -> DraftSection:
    engagement, check = record.engagement, record.check
    told, missing = told_and_missing(
        ("", engagement.why_asked, WHY_ASKED),
        ("Who decides: ", engagement.who_decides, WHO_DECIDES),
        ("When it is decided: ", engagement.decided_when, DECIDED_WHEN),
    )
    for label, text in (
        ("What can still change", check.what_can_change),
        ("What cannot", check.what_cannot_change),
        ("Options", check.options_considered),
        ("Turned down, and why", check.options_rejected),
    ):
        if text:
            told.append(f"{label}: {text}")
    return DraftSection("What is asked, and what is decided", tuple(told), gaps=tuple(missing))


def _reach(record: ExerciseRecord) -> DraftSection:
    engagement, check = record.engagement, record.check
    told, missing = told_and_missing(
        ("For: ", engagement.audience, AUDIENCE),
        ("Other ways to take part: ", engagement.other_ways, "how else people can take part"),
    )
    languages = ", ".join(Tongue(code).english_name for code in engagement.languages)
    told += [
        f"Open: {say_day(engagement.opens_on)} to {say_day(engagement.closes_on)}.",
        f"Languages of the questions: {languages}.",
    ]
    if check.who_is_affected:
        told.append(f"Who is affected: {check.who_is_affected}")
    return DraftSection(
        "Who is reached, and how",
        tuple(told),
        gaps=(*missing, Gap(OFFICER, "who was missed last time, and how they are reached now")),
    )


def _characteristics(record: ExerciseRecord) -> DraftSection:
    asked = {question.key for question in record.equality_questions}
    rows = tuple((name, "yes" if asked & keys else "no", "", "") for name, keys in CHARACTERISTICS)
    headers = ("Characteristic", "Asked about here", "What is known", "Possible effect")
    return DraftSection(
        "People with protected characteristics",
        table=Table("Each characteristic of the Equality Act 2010", headers, rows),
        gaps=(
            Gap(EQUALITY, "what is known of each group here, with the source"),
            Gap(EQUALITY, "what each option could mean for each group"),
        ),
    )
