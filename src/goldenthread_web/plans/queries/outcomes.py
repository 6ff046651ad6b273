"""Which lines of a plan came of an engagement, as everybody can read them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from goldenthread_web.engagement.models import EngagementOutcome
from goldenthread_web.engagement.queries.exercises import published
from goldenthread_web.plans.models import EditionElement, Element, OutcomeElement
from goldenthread_web.plans.queries.editions import current_editions
from goldenthread_web.plans.wording import label_words


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A line as it stands in the newest edition of its plan."""

    row: EditionElement

    @property
    def name(self) -> str:
        return label_words(self.row.kind, self.row.label)

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.row.text}"


@dataclass(frozen=True, slots=True)
class LineThatCame:
    """A line tied to what came of an engagement; `line` is None once no plan has it any more."""

    link: OutcomeElement
    line: PublishedLine | None

    @property
    def text(self) -> str:
        return self.line.row.text if self.line else self.link.element.text


def published_lines() -> QuerySet[EditionElement]:
    """Return every line of the newest edition of each plan, in the order in which it is read."""
    return (
        EditionElement.objects.filter(edition__in=current_editions().values("pk"))
        .select_related("edition", "element")
        .order_by("-edition__number", "position")
    )


def lines_by_plan() -> dict[str, list[PublishedLine]]:
    """Return the lines that can be tied, under the title of their plan."""
    found: dict[str, list[PublishedLine]] = {}
    for row in published_lines():
        edition = row.edition
        title = f"{edition.title}, edition {edition.number}"
        found.setdefault(title, []).append(PublishedLine(row))
    return found


def links_of(outcome: EngagementOutcome | None) -> QuerySet[OutcomeElement]:
    """Return what ties this outcome to lines, the first that was tied first."""
    return OutcomeElement.objects.filter(outcome=outcome).select_related("element").order_by("id")


def lines_that_came(outcome: EngagementOutcome | None) -> list[LineThatCame]:
    """Return the lines that came of it, each as it stands today, in two queries."""
    links = list(links_of(outcome))
    elements = [link.element_id for link in links]
    rows = published_lines().filter(element__in=elements)
    today = {row.element_id: PublishedLine(row) for row in rows}
    return [LineThatCame(link, today.get(link.element_id)) for link in links]


def outcomes_that_led_to(element: Element) -> Iterator[OutcomeElement]:
    """Yield what ties the line to engagements whose outcome everybody can read."""
    found = OutcomeElement.objects.filter(element=element, outcome__published_at__isnull=False)
    public = found.filter(outcome__engagement__in=published())
    yield from public.select_related("outcome__engagement").order_by("-outcome__decided_on", "id")
