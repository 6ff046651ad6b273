"""An edition as open data: what its pages show, for machines."""

from goldenthread_web.plans.queries import PublishedEdition, PublishedElement
from goldenthread_web.plans.queries.editions import PublishedBasis, PublishedQuote

FORMAT = "goldenthread edition 1"


def describe_edition(reading: PublishedEdition) -> dict[str, object]:
    """Return the edition with elements, links, bases and released quotes, ready for JSON."""
    edition = reading.edition
    return {
        "format": FORMAT,
        "edition": reading.name,
        "title": edition.title,
        "period": edition.period,
        "introduction": edition.introduction,
        "published_at": edition.published_at.isoformat(),
        "why": edition.why,
        "digest": edition.digest,
        "invented_for_this_demonstration": reading.is_invented,
        "notes": [
            {"number": note.number, "at": note.at.isoformat(), "text": note.text}
            for note in reading.notes
        ],
        "elements": [_describe_element(one) for one in reading.elements()],
    }


def _describe_element(one: PublishedElement) -> dict[str, object]:
    row = one.element
    links = {link.served_id: link.is_lead for link in row.serves.all()}
    return {
        "label": row.label,
        "kind": row.kind,
        "horizon": row.horizon,
        "text": row.text,
        "explanation": row.explanation,
        "digest": row.digest,
        "serves": [{"label": served.label, "is_lead": links[served.pk]} for served in one.serves],
        "rests_on": [_describe_basis(basis) for basis in one.bases],
    }


def _describe_basis(basis: PublishedBasis) -> dict[str, object]:
    row = basis.basis
    told = {
        "kind": row.kind,
        "reason": row.reason,
        "theme": row.theme_name,
        "engagement": basis.engagement_title,
        "counts": basis.counts,
        "source": row.source,
        "source_address": row.source_address,
        "quotes": [_describe_quote(quote) for quote in basis.quotes],
    }
    return {name: value for name, value in told.items() if value}


def _describe_quote(quote: PublishedQuote) -> dict[str, object]:
    shown = quote.shown
    if shown is None:
        return {"state": quote.state.value, "digest": quote.quote.digest}
    return {
        "state": quote.state.value,
        "digest": quote.quote.digest,
        "words": shown.words,
        "said_by": shown.about,
        "marked": shown.marked,
        "language": shown.language,
        "contribution": shown.reference,
        "invented_for_this_demonstration": shown.is_invented,
    }
