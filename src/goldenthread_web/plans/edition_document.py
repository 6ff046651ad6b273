"""An edition as the record from which its PDF is made."""

from django.utils import timezone

from goldenthread.records.plans import ElementKind
from goldenthread.records.publishing import PlanDocument, PlanElement, PlanQuote
from goldenthread_web.partners.queries import partnership
from goldenthread_web.plans.queries import PublishedEdition, PublishedElement
from goldenthread_web.plans.queries.editions import Ground
from goldenthread_web.plans.wording import KIND_WORDS, ShownQuote

STAMP = "Invented for this demonstration"
METHOD = (
    (
        "Each element of this plan says what it rests on: words that people said, figures, a duty "
        "in law, a policy, an earlier plan, or professional judgement."
    ),
    (
        "A count such as “63 of 812 contributions, from 58 people” says how many of all the things "
        "that were said in an engagement speak of it, and how many people said them. It was counted "
        "on the day of publication. It is not a vote. Counts below five are not shown."
    ),
    (
        "Quotes are the words as they were said. What could tell readers who somebody is has been "
        "taken out, and a mark stands in its place. Words that a person asked to be removed later "
        "are taken out of the edition, and a note says so."
    ),
)


def describe_document(reading: PublishedEdition) -> PlanDocument:
    """Return the edition as a document, with the words that are released today."""
    edition = reading.edition
    named = partnership()
    return PlanDocument(
        title=edition.title,
        partnership=named.name if named else "The partnership",
        edition=reading.name,
        published_on=timezone.localdate(edition.published_at),
        digest=edition.digest,
        elements=tuple(_describe_element(one) for one in reading.heads),
        introduction=(f"Period: {edition.period}", *_paragraphs(edition.introduction)),
        notes=tuple(f"{edition.number}.{note.number}: {note.text}" for note in reading.notes),
        method=(*METHOD, f"Why this edition was published: {edition.why}"),
        stamp=STAMP if reading.is_invented else "",
    )


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _describe_element(one: PublishedElement) -> PlanElement:
    kind = ElementKind(one.element.kind)
    name = KIND_WORDS[kind]
    return PlanElement(
        number=one.name.removeprefix(name).strip(),
        kind=name,
        text=one.element.text,
        explanation=_explanation(one),
        basis=tuple(_ground_line(ground) for ground in one.grounds if not _shown(ground)),
        outcomes=tuple(_describe_element(outcome) for outcome in one.outcomes),
        quotes=tuple(quote for ground in one.grounds for quote in _shown(ground)),
    )


def _explanation(one: PublishedElement) -> str:
    served = [served.label for served in one.serves[1:]]
    also = f"Also serves {'call' if len(served) == 1 else 'calls'} to action {', '.join(served)}."
    told = (
        one.element.explanation.replace("\r\n", "\n"),
        also if served else "",
        one.no_words_sentence,
    )
    return "\n\n".join(part for part in told if part)


def _ground_line(ground: Ground) -> str:
    row = ground.first.basis
    if row.theme_name:
        what = f"{row.theme_name} ({'; '.join(ground.counts)})"
    elif row.source:
        what = f"{row.source} ({row.source_address})" if row.source_address else row.source
    else:
        what = "The words are not shown any more"
    reason = "" if row.reason == row.source else row.reason
    return " ".join(_sentence(part) for part in (ground.title, what, reason) if part)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."


def _shown(ground: Ground) -> list[PlanQuote]:
    """Return the quotes of a ground that can be printed, each with the reason for it."""
    reason = ground.first.basis.reason
    return [_describe_quote(one.shown, reason) for one in ground.quotes if one.shown]


def _describe_quote(quote: ShownQuote, reason: str) -> PlanQuote:
    told = (quote.marked, STAMP if quote.is_invented else "", f"Why it is here: {reason}")
    return PlanQuote(
        words=quote.words,
        source=quote.about,
        marked=". ".join(part for part in told if part),
        language=quote.language,
    )
