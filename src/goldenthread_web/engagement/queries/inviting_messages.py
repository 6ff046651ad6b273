"""Which messages of an engagement are to be sent to whom, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from goldenthread_web.engagement.models import (
    Engagement,
    Invitation,
    Message,
    MessageWording,
    ResponseContact,
    Translation,
)
from goldenthread_web.engagement.queries.contacts import contacts
from goldenthread_web.engagement.queries.outcomes import outcome_of

Kind = Message.Kind
WRITTEN_IN = "en"
TEXTS = ("title", "why_asked", "other_ways")
# Longer than any mail server takes to answer: whoever began it is gone.
LOST_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Step:
    """One round of mail of an engagement, as its address names it."""

    name: str
    kind: str
    number: int
    title: str
    to_whom: str


STEPS = (
    Step(
        "invitation",
        Kind.INVITATION,
        1,
        "Invitation",
        "People invited by list who have an e-mail address and have not answered",
    ),
    Step(
        "reminder-1",
        Kind.REMINDER,
        1,
        "First reminder",
        "People who got an invitation and have not answered",
    ),
    Step(
        "reminder-2",
        Kind.REMINDER,
        2,
        "Second reminder",
        "People who got the first reminder and have not answered",
    ),
    Step("thanks", Kind.THANKS, 1, "Thanks", "People who answered with their code"),
    Step(
        "outcome",
        Kind.OUTCOME,
        1,
        "What came of it",
        "People who asked to be told, and those invited who asked to hear from us",
    ),
)


def step_named(name: str) -> Step:
    """Return the round of this name, or answer that there is none."""
    for step in STEPS:
        if step.name == name:
            return step
    raise Http404


def why_not_now(engagement: Engagement, step: Step, *, today: date) -> str:
    """Return why this round cannot be sent today, or ""."""
    if not engagement.is_published:
        return "The engagement is not published yet: nobody could open the link."
    if step.kind in {Kind.INVITATION, Kind.REMINDER} and today > engagement.closes_on:
        return "The engagement has closed: nobody could answer any more."
    if step.kind == Kind.REMINDER and today < engagement.opens_on:
        return "The engagement is not open yet: nobody could have answered."
    if step.kind == Kind.OUTCOME:
        outcome = outcome_of(engagement)
        if outcome is None or outcome.published_at is None:
            return "What came of it is not published yet. Write and publish it first."
    return ""


def invited_by_mail(engagement: Engagement) -> QuerySet[Invitation]:
    """Return the invitations of people with an e-mail address who may be written to."""
    return Invitation.objects.filter(
        Q(invitee__asked_at=None) | Q(invitee__confirmed_at__isnull=False),
        engagement=engagement,
        withdrawn_at=None,
        invitee__left_at=None,
        invitee__isnull=False,
    ).exclude(invitee__email="")


def recipients(engagement: Engagement, step: Step) -> QuerySet[Invitation]:
    """Return who this round is for, whether or not they have had it already."""
    found = invited_by_mail(engagement)
    if step.kind == Kind.INVITATION:
        return found.filter(used_on=None)
    if step.kind == Kind.REMINDER:
        before = {"kind": Kind.REMINDER, "number": step.number - 1}
        before = before if step.number > 1 else {"kind": Kind.INVITATION, "number": 1}
        had = Message.objects.filter(invitation=OuterRef("pk"), state=Message.State.SENT, **before)
        got_it = Exists(had) | Q(printed_at__isnull=False) if step.number == 1 else Exists(had)
        return found.filter(got_it, used_on=None)
    if step.kind == Kind.THANKS:
        return found.filter(used_on__isnull=False)
    return found.filter(invitee__confirmed_at__isnull=False)


def new_recipients(engagement: Engagement, step: Step) -> QuerySet[Invitation]:
    """Return who this round is for and who has no message of it yet, in whatever state."""
    has_one = Message.objects.filter(invitation=OuterRef("pk"), kind=step.kind, number=step.number)
    return recipients(engagement, step).filter(~Exists(has_one)).order_by("id")


def new_contacts(engagement: Engagement, step: Step) -> QuerySet[ResponseContact]:
    """Return who asked with their answers to be told and can be told by mail, not told yet."""
    if step.kind != Kind.OUTCOME:
        return ResponseContact.objects.none()
    has_one = Message.objects.filter(contact=OuterRef("pk"), kind=step.kind)
    return contacts(engagement).filter(~Exists(has_one), how_to_reach__contains="@")


def contacts_without_mail(engagement: Engagement) -> int:
    """Return how many asked to be told in another way than by mail."""
    return contacts(engagement).exclude(how_to_reach__contains="@").count()


def messages_of(engagement: Engagement, step: Step) -> QuerySet[Message]:
    """Return the messages of one round."""
    return Message.objects.filter(engagement=engagement, kind=step.kind, number=step.number)


def waiting_ids(engagement: Engagement, step: Step) -> list[int]:
    """Return the messages of a round that wait to be sent, first made first."""
    found = messages_of(engagement, step).filter(state=Message.State.WAITING)
    return list(found.order_by("id").values_list("pk", flat=True))


def fetch_message(message_id: int) -> Message:
    """Return a message with all that is needed to write it."""
    return Message.objects.select_related(
        "engagement", "invitation__invitee", "invitation__engagement", "contact"
    ).get(pk=message_id)


def counts_by_step(engagement: Engagement) -> dict[tuple[str, int], dict[str, int]]:
    """Return how many messages of each round are in which state, in one query."""
    rows = (
        Message.objects.filter(engagement=engagement)
        .values("kind", "number", "state")
        .annotate(count=Count("id"))
        .order_by("kind", "number", "state")
    )
    counts: dict[tuple[str, int], dict[str, int]] = {}
    for row in rows:
        counts.setdefault((row["kind"], row["number"]), {})[row["state"]] = row["count"]
    return counts


def failed_messages(engagement: Engagement, *, now: datetime) -> QuerySet[Message]:
    """Return what was not sent, and what was being sent when the program was stopped."""
    lost = Q(state=Message.State.SENDING, begun_at__lt=now - LOST_AFTER)
    found = Message.objects.filter(Q(state=Message.State.FAILED) | lost, engagement=engagement)
    return found.select_related("invitation__invitee", "contact").order_by("id")


def wording_of(engagement: Engagement, kind: str, language: str) -> MessageWording | None:
    """Return what an officer wrote for this kind in this language, if they did."""
    return MessageWording.objects.filter(
        engagement=engagement, kind=kind, language=language
    ).first()


def wordings_of(engagement: Engagement, kind: str) -> dict[str, MessageWording]:
    """Return what officers wrote for this kind, by language."""
    found = MessageWording.objects.filter(engagement=engagement, kind=kind)
    return {one.language: one for one in found}


def texts_of(engagement: Engagement) -> dict[tuple[str, str], str]:
    """Return title, why and other ways by language and name, English from the engagement itself."""
    written = {(WRITTEN_IN, name): str(getattr(engagement, name)) for name in TEXTS}
    places = [f"engagement.{name}" for name in TEXTS]
    found = Translation.objects.filter(engagement=engagement, place__in=places)
    return {(one.language, one.place.partition(".")[2]): one.text for one in found} | written


def languages_of(engagement: Engagement) -> list[str]:
    """Return the languages of those who are invited, English first, then by code."""
    invited = Invitation.objects.filter(engagement=engagement).exclude(invitee=None)
    found = set(invited.values_list("invitee__language", flat=True).distinct())
    return ["en", *sorted((found | set(engagement.languages)) - {"en"})]
