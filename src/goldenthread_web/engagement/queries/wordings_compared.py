"""What is different between a question before and after a change, in words for residents."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO

from goldenthread_web.engagement.models import EASY_READ, Question
from goldenthread_web.engagement.queries.building_conditions import WITH_CONDITIONS, shown_only_if
from goldenthread_web.engagement.queries.wordings import Words, translations_of, words_now

LONGEST = 300


@dataclass(frozen=True, slots=True)
class AskedState:
    """All of a question that matters to whoever answers it."""

    words: Words
    offered: frozenset[str]
    is_retired: bool
    is_required: bool
    limits: tuple[object, ...]
    condition: str


def state_of(question: Question) -> AskedState:
    """Return the question as it stands in the tables now."""
    of_section = [f"section__{name}" for name in WITH_CONDITIONS]
    fresh = (
        Question.objects.select_related("section")
        .prefetch_related("options", "rows", *WITH_CONDITIONS, *of_section)
        .get(pk=question.pk)
    )
    whom = [shown_only_if(one) for one in (fresh.section, fresh) if one is not None]
    offered = {
        f"{name} {one.pk}"
        for name, rows in (("options", fresh.options.all()), ("rows", fresh.rows.all()))
        for one in rows
        if one.retired_at is None and not getattr(one, "is_from_file", False)
    }
    return AskedState(
        words=words_now(fresh, translations_of(fresh)),
        offered=frozenset(offered),
        is_retired=fresh.retired_at is not None,
        is_required=fresh.is_required,
        limits=(fresh.lowest, fresh.highest, fresh.most_choices, fresh.area_set_id, fresh.is_short,
                fresh.takes_own_statements),
        condition=". ".join(one for one in whom if one),
    )  # fmt: skip


def describe_difference(before: AskedState, after: AskedState) -> str:
    """Return what changed in one line, or nothing."""
    sentences = [
        *_of_state(before, after),
        *_of_words(before.words, after.words),
        *_of_rows(before, after, "options"),
        *_of_rows(before, after, "rows"),
        *_of_languages(before.words, after.words),
    ]
    line = " ".join(sentences)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _of_state(before: AskedState, after: AskedState) -> list[str]:
    found = []
    if after.is_retired != before.is_retired:
        found.append("Not asked any more." if after.is_retired else "Asked again.")
    if after.is_required != before.is_required:
        found.append("It must be answered now." if after.is_required else "It can be left out now.")
    if after.limits != before.limits:
        found.append("What can be given as an answer changed.")
    if after.condition != before.condition:
        found.append(f"{after.condition or 'Asked of everybody'}.")
    return found


def _of_words(before: Words, after: Words) -> list[str]:
    found = []
    if after["text"] != before["text"]:
        found.append(f"Before, it read: “{before['text']}”")
    if after["help"] != before["help"]:
        found.append("The help changed.")
    if any(after[name] != before[name] for name in ("lowest_label", "highest_label")):
        found.append("The words at the ends of the scale changed.")
    return found


def _of_rows(before: AskedState, after: AskedState, name: str) -> list[str]:
    was, now = before.words[name], after.words[name]

    def quoted(keys: list[str], words: Words) -> str:
        return ", ".join(f"“{words[key]}”" for key in keys)

    new = [key for key in now if f"{name} {key}" in after.offered - before.offered]
    gone = [key for key in was if f"{name} {key}" in before.offered - after.offered]
    found = [f"“{was[key]}” now reads “{now[key]}”." for key in was if now.get(key) != was[key]
             and key in now]  # fmt: skip
    if new:
        found.append(f"New: {quoted(new, now)}.")
    if gone:
        found.append(f"Not offered any more: {quoted(gone, was)}.")
    return found


def _of_languages(before: Words, after: Words) -> list[str]:
    was, now = before["translations"], after["translations"]
    changed = [one for one in sorted({*was, *now}) if was.get(one) != now.get(one)]
    return [f"Words changed: {', '.join(map(language_name, changed))}."] if changed else []


def language_name(code: str) -> str:
    """Return what a language is called in English."""
    if code == EASY_READ:
        return "easy read"
    return str(LANG_INFO.get(code, {}).get("name", code))
