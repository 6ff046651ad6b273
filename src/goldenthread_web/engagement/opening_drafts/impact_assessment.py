"""A screening and first draft of a data protection impact assessment."""

from goldenthread.records.drafts import Draft, DraftSection, Gap
from goldenthread.records.publishing import Table
from goldenthread_web.engagement.opening_drafts.record import (
    AUDIENCE,
    DATA_PROTECTION_OFFICER,
    DECIDED_WHEN,
    GOVERNANCE,
    OFFICER,
    WHO_DECIDES,
    WHY_ASKED,
    ExerciseRecord,
    access_table,
    equality_table,
    questions_table,
    say_day,
    told_and_missing,
)

SOURCE = (
    "the seven steps of the Information Commissioner's sample template for a data protection "
    "impact assessment; UK GDPR, article 35. The words are our own"
)
RISKS = (
    (
        "Somebody is recognised by what they said",
        "Held by default; a person reads and redacts; small numbers are hidden on every way out",
    ),
    (
        "A colleague reads more than they need",
        "Roles, a list of people for each exercise, and a log of each look at held words",
    ),
    (
        "Somebody finds another person's answers by a receipt",
        "At least 60 random bits, stored as a keyed digest only, tries are slowed down",
    ),
    (
        "Answers are kept too long",
        "Equality answers carry a day of deletion; removal on request goes everywhere",
    ),
    (
        "Somebody in danger is not noticed",
        "A queue that only the named safeguarding lead sees",
    ),
)


def impact_assessment(record: ExerciseRecord) -> Draft:
    """Return the draft: what the record knows of each step, and who says the rest."""
    sections = (
        _need(record),
        _processing(record),
        _whom_to_ask(record),
        _necessity(record),
        _risks(),
        DraftSection(
            "6. Further measures",
            gaps=(Gap(DATA_PROTECTION_OFFICER, "what else is done about risks that stay high"),),
        ),
        DraftSection(
            "7. Who agrees, and what follows",
            gaps=(
                Gap(DATA_PROTECTION_OFFICER, "advice, and the day"),
                Gap(GOVERNANCE, "who accepts the risks that are left, and the day"),
                Gap(OFFICER, "when this is looked at again"),
            ),
        ),
    )
    return record.draft("Impact assessment", sections=sections, source=SOURCE)


def _yes(is_so: bool) -> str:  # noqa: FBT001 - one fact in, one word out
    return "yes" if is_so else "no"


def _need(record: ExerciseRecord) -> DraftSection:
    engagement = record.engagement
    rows = (
        ("Special category data is asked for", _yes(bool(record.equality_questions))),
        ("People can write what they like, so anything may come", _yes(record.asks_words)),
        ("It is for people under 18", _yes(engagement.is_for_under_18)),
        ("It is sensitive: being seen reading it could harm", _yes(engagement.is_sensitive)),
        ("Something is decided about a single person by a computer", "no"),
        ("Data comes from others than the people themselves", "to be filled in"),
        ("It is large for this place", "to be filled in"),
    )
    told, missing = told_and_missing(("", engagement.why_asked, WHY_ASKED))
    return DraftSection(
        "1. Why an assessment may be needed",
        tuple(told),
        table=Table("Signs of a higher risk", ("Sign", "Here"), rows),
        gaps=(
            *missing,
            Gap(DATA_PROTECTION_OFFICER, "whether a full assessment is needed, and why"),
        ),
    )


def _processing(record: ExerciseRecord) -> DraftSection:
    engagement = record.engagement
    told, missing = told_and_missing(("Whom: ", engagement.audience, AUDIENCE))
    told += [
        (
            f"When: {say_day(engagement.opens_on)} to {say_day(engagement.closes_on)}, by "
            f"{engagement.get_channel_display().lower()}."
        ),
        (
            "Answers come in under no name. A receipt code lets a person follow and remove them. Words "
            "are held until a moderator releases, redacts or withholds them."
        ),
    ]
    if record.is_by_invitation:
        told.append(
            "Invitations: names and addresses are on lists that engagement officers keep. With each "
            "code the day is kept on which it was used; no answer points to a code."
        )
    if engagement.equality_kept_until:
        told.append(
            f"Equality answers: {engagement.equality_purpose} They lie apart from the words, are "
            f"seen as numbers only, and are deleted after {say_day(engagement.equality_kept_until)}."
        )
        told += [f"Asked of the person: {text}" for text, _ in equality_table(record).rows]
    return DraftSection(
        "2. What is done with the data",
        tuple(told),
        table=questions_table(record),
        gaps=(
            *missing,
            Gap(GOVERNANCE, "how long answers and backups are kept, and where the site is hosted"),
            Gap(OFFICER, "how many people are expected"),
        ),
    )


def _whom_to_ask(record: ExerciseRecord) -> DraftSection:
    affected = record.check.who_is_affected
    return DraftSection(
        "3. Whom to ask",
        (f"Who is affected: {affected}",) if affected else (),
        gaps=(Gap(OFFICER, "whether people like them were asked about this exercise, and how"),),
    )


def _necessity(record: ExerciseRecord) -> DraftSection:
    engagement = record.engagement
    told, missing = told_and_missing(
        ("Who decides what: ", engagement.who_decides, WHO_DECIDES),
        ("When it is decided: ", engagement.decided_when, DECIDED_WHEN),
    )
    return DraftSection(
        "4. Whether it is needed, and in proportion",
        (
            *told,
            (
                "No name is asked for, every equality question can be left out, and answers that are "
                "not sent go after a day."
            ),
        ),
        table=access_table(),
        gaps=(
            *missing,
            Gap(DATA_PROTECTION_OFFICER, "the lawful basis, and the condition under article 9"),
            Gap(OFFICER, "for each question, what would be lost without it"),
        ),
    )


def _risks() -> DraftSection:
    rows = tuple((risk, measure, "", "") for risk, measure in RISKS)
    headers = ("Risk", "What the program does", "How likely", "How bad")
    return DraftSection(
        "5. Risks to people",
        table=Table("Risks, and what stands against them", headers, rows),
        gaps=(
            Gap(DATA_PROTECTION_OFFICER, "how likely and how bad each risk is"),
            Gap(OFFICER, "risks of this exercise: the place, the people, the topic"),
        ),
    )
