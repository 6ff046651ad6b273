"""What waits for a decision, and in which order; how far the work is."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, TextChoices

from goldenthread_web.engagement.models import Contribution, ReleaseDecision
from goldenthread_web.engagement.queries.contributions import PUBLIC_STATUSES
from goldenthread_web.engagement.queries.search import search
from goldenthread_web.people.models import Person

Status = Contribution.Status


class State(TextChoices):
    """Where contributions stand, as the people who decide speak of it."""

    HELD = "held", "To decide"
    WAITING = "waiting", "Waiting for a second person"
    RELEASED = "released", "Released"
    WITHHELD = "withheld", "Withheld"
    ANY = "any", "Everything"


class Has(TextChoices):
    """What was noticed about a contribution."""

    FINDING = "finding", "Looks like personal data"
    FLAG = "flag", "Flagged"
    YOUNG_PERSON = "young", "A young person’s words"
    NOTHING = "nothing", "Nothing was noticed"
    COUNTED_ONLY = "counted", "Counted only, never public"
    ELSEWHERE = "elsewhere", "Decided elsewhere"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which contributions are asked for; it lives in the address of the page."""

    state: str = State.HELD
    question: int | None = None
    capacity: str = ""
    has: str = ""
    words: str = ""

    def with_state(self, state: str) -> "Filters":
        return replace(self, state=state)

    @property
    def query(self) -> str:
        """The filters as they stand in an address, without those that are not set."""
        names = ("state", "question", "capacity", "has", "words")
        return urlencode({name: getattr(self, name) for name in names if getattr(self, name)})


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of these contributions still wait for a decision, and of how many."""

    left: int
    total: int
    waiting: int
    released: int
    withheld: int

    @property
    def decided(self) -> int:
        return self.total - self.left

    def of_state(self, state: str) -> int:
        by_state = {
            State.HELD: self.left,
            State.WAITING: self.waiting,
            State.RELEASED: self.released,
            State.WITHHELD: self.withheld,
        }
        return by_state.get(State(state), self.total)


def proposals() -> QuerySet[ReleaseDecision]:
    """Return the decisions that wait for a second person, each of its own contribution."""
    return ReleaseDecision.objects.filter(contribution=OuterRef("pk"), waits_for_second=True)


NOTICED = {
    Has.FINDING: Q(has_finding=True),
    Has.FLAG: Q(is_flagged=True),
    Has.YOUNG_PERSON: Q(response__is_young_person=True),
    Has.NOTHING: Q(has_finding=False, is_flagged=False, response__is_young_person=False),
    Has.COUNTED_ONLY: Q(response__may_publish_words=False),
    Has.ELSEWHERE: Q(decision_elsewhere__isnull=False),
}


def in_state(found: QuerySet[Contribution], state: str) -> QuerySet[Contribution]:
    """Return those in this state; a proposal that waits makes a state of its own."""
    if state == State.HELD:
        return found.filter(~Exists(proposals()), status=Status.HELD)
    if state == State.WAITING:
        return found.filter(Exists(proposals()), status=Status.HELD)
    if state == State.RELEASED:
        return found.filter(status__in=PUBLIC_STATUSES)
    if state == State.WITHHELD:
        return found.filter(status=Status.WITHHELD)
    return found


def narrowed(found: QuerySet[Contribution], filters: Filters) -> QuerySet[Contribution]:
    """Return those that fit every filter but the state."""
    if filters.question:
        found = found.filter(question=filters.question)
    if filters.capacity:
        found = found.filter(response__capacity=filters.capacity)
    if filters.has:
        found = found.filter(NOTICED[Has(filters.has)])
    return search(found, filters.words)


def listed(found: QuerySet[Contribution], filters: Filters) -> QuerySet[Contribution]:
    """Return what is asked for of what the person may see, oldest first."""
    return in_state(narrowed(found, filters), filters.state).order_by("id")


def progress(found: QuerySet[Contribution], filters: Filters) -> Progress:
    """Return the numbers of each state among what the filters ask for, in one query."""
    numbers = (
        narrowed(found, filters)
        .order_by()
        .aggregate(
            total=Count("id"),
            held=Count("id", filter=Q(status=Status.HELD)),
            waiting=Count("id", filter=Q(Exists(proposals()), status=Status.HELD)),
            released=Count("id", filter=Q(status__in=PUBLIC_STATUSES)),
            withheld=Count("id", filter=Q(status=Status.WITHHELD)),
        )
    )
    held = numbers.pop("held")
    return Progress(left=held - numbers["waiting"], **numbers)


def next_to_decide(
    person: Person, found: QuerySet[Contribution], filters: Filters, after: int
) -> Contribution | None:
    """Return the next contribution of the queue; what the person proposed is not theirs to see."""
    waiting = listed(found, filters).filter(id__gt=after)
    if filters.state == State.WAITING:
        waiting = waiting.exclude(decisions__in=own_proposals(person))
    return with_record(waiting).first()


def own_proposals(person: Person) -> QuerySet[ReleaseDecision]:
    """Return the proposals of this person that wait for somebody else."""
    return ReleaseDecision.objects.filter(by=person, waits_for_second=True)


def with_record(found: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Return the contributions with what was noticed in them and decided about them."""
    decisions = ReleaseDecision.objects.select_related("by").order_by("at", "id")
    told = found.select_related("decision_elsewhere")
    return told.prefetch_related("findings", "flags", Prefetch("decisions", queryset=decisions))


def can_be_decided(contribution: Contribution) -> bool:
    """Return whether a moderator may decide: not gone, and not with the safeguarding lead."""
    is_here = contribution.status not in {Status.SAFEGUARDING, Status.REMOVED}
    return is_here and contribution.response.removed_at is None


def needs_two_people(contribution: Contribution) -> bool:
    """Return whether two different people must make the same decision."""
    return (
        contribution.needs_second_person
        or contribution.is_flagged
        or contribution.response.is_young_person
    )


def waiting_proposal(contribution: Contribution) -> ReleaseDecision | None:
    """Return the decision that waits for a second person, if there is one."""
    waiting = (made for made in contribution.decisions.all() if made.waits_for_second)
    return next(waiting, None)


def last_decision(contribution: Contribution) -> ReleaseDecision | None:
    """Return the decision that stands or waits, if anybody decided yet."""
    made = list(contribution.decisions.all())
    return max(made, key=lambda one: one.pk, default=None)


def state_token(contribution: Contribution) -> str:
    """Return what changes whenever somebody decides, to notice that two people work on one.

    Prefetch `decisions` to ask nothing of the database.
    """
    last = last_decision(contribution)
    is_for_two = int(needs_two_people(contribution))
    return f"{contribution.status}, {last.pk if last else 0}, {is_for_two}"
