"""A privacy notice, as far as the record knows it."""

from goldenthread.records.drafts import Draft, DraftSection, Gap
from goldenthread_web.engagement.opening_drafts.record import (
    DATA_PROTECTION_OFFICER,
    GOVERNANCE,
    OFFICER,
    WHY_ASKED,
    ExerciseRecord,
    access_table,
    equality_table,
    known,
    questions_table,
    say_day,
    told_and_missing,
)

SOURCE = (
    "UK GDPR, article 13, and the Information Commissioner's guidance on the right to be informed"
)
RIGHTS = (
    "See what you said and where it went, with your receipt code.",
    (
        "Have it corrected or removed: with the receipt code, or by asking us. It then goes from every "
        "page, and a note stays that something was removed."
    ),
    "Object to our using it, or ask us to use less of it.",
    "Complain to the Information Commissioner's Office.",
)


def privacy_notice(record: ExerciseRecord) -> Draft:
    """Return the draft of what people are told before they answer."""
    sections = (
        _who(record),
        _what(record),
        _why(record),
        _who_sees(),
        _public(record),
        _how_long(record),
        DraftSection("What you can ask for", lines=RIGHTS),
        _must_you(record),
    )
    return record.draft("Privacy notice", sections=sections, source=SOURCE)


def _who(record: ExerciseRecord) -> DraftSection:
    name, no_name = known(record.partnership, Gap(GOVERNANCE, "who is responsible for the data"))
    contact, no_contact = known(record.contact, Gap(GOVERNANCE, "how to reach them"))
    return DraftSection(
        "Who is responsible, and how to reach them",
        (*name, *contact),
        gaps=(
            *no_name,
            *no_contact,
            Gap(GOVERNANCE, "which organisation is the controller, and which ones act for it"),
            Gap(DATA_PROTECTION_OFFICER, "their name or office, and an address"),
        ),
    )


def _what(record: ExerciseRecord) -> DraftSection:
    told = [
        "Your answers to the questions below, with the day, the language and how they reached us.",
        (
            "If you tell us: as what you answer (such as resident or business) and your area. "
            "You do not give your name."
        ),
        "If you want to hear what came of it: how to reach you, kept apart from your answers.",
    ]
    if record.engagement.is_for_under_18:
        told = [told[0], "Your age group. We do not ask for your name or how to reach you."]
    if record.is_by_invitation:
        told.append(
            "If we wrote to you: your name and address are on our list, and with them the day on "
            "which your code was used. Nothing tells which answers came with it."
        )
    if record.equality_questions:
        told.append("If you wish: answers about yourself, kept apart from what you said.")
    return DraftSection("What we collect", tuple(told), table=questions_table(record))


def _why(record: ExerciseRecord) -> DraftSection:
    engagement = record.engagement
    told, missing = told_and_missing(("", engagement.why_asked, WHY_ASKED))
    if record.equality_questions:
        told.append(f"Answers about yourself: {engagement.equality_purpose}")
    gaps = [*missing]
    gaps += [Gap(DATA_PROTECTION_OFFICER, "the lawful basis, such as a public task, and its law")]
    if record.equality_questions:
        gaps.append(
            Gap(DATA_PROTECTION_OFFICER, "the condition for special category data (article 9)")
        )
    return DraftSection(
        "What we use it for, and why we may",
        tuple(told),
        table=equality_table(record),
        gaps=tuple(gaps),
    )


def _who_sees() -> DraftSection:
    return DraftSection(
        "Who sees it",
        (
            (
                "Only people with a role and on the list of this exercise. Each look at words that "
                "are not released yet is logged."
            ),
        ),
        table=access_table(),
        gaps=(
            Gap(GOVERNANCE, "who hosts the site, and whether data leaves the United Kingdom"),
            Gap(OFFICER, "translators and others who are shown answers, and what binds them"),
        ),
    )


def _public(record: ExerciseRecord) -> DraftSection:
    told = [
        (
            "A person reads your words before anybody outside can. Names, addresses and phone numbers "
            "are taken out. Numbers of fewer than five people are not shown."
        ),
        "If you choose that your words are counted only, they are never published.",
        (
            "A computer may suggest which theme words belong to. People decide, and nothing is decided "
            "about you."
        ),
    ]
    if record.engagement.is_for_under_18:
        told.append("Because you are young, two people check before anything of yours is public.")
    told.append(
        "If what you say makes us worried that somebody is in danger, we pass it to our "
        "safeguarding lead, even if you do not want us to."
    )
    return DraftSection("What becomes public", tuple(told))


def _how_long(record: ExerciseRecord) -> DraftSection:
    told = ["Answers that you have not sent: one day."]
    if kept_until := record.engagement.equality_kept_until:
        told.append(f"Answers about yourself: until {say_day(kept_until)}. Then they are deleted.")
    return DraftSection(
        "How long we keep it",
        lines=tuple(told),
        gaps=(
            Gap(GOVERNANCE, "how long your answers are kept"),
            Gap(GOVERNANCE, "how long backups are kept"),
        ),
    )


def _must_you(record: ExerciseRecord) -> DraftSection:
    required = [one.text for one in record.questions if one.is_required]
    told = "You do not have to take part, and can leave out every question"
    told += " but these:" if required else "."
    return DraftSection("Whether you have to answer", (told,), tuple(required))
