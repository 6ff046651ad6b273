"""A small place in which each held text carries a mark of its own, to be looked for in answers."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from tests.web.builders import make_block, make_engagement, make_question, make_response
from tests.web.plans.conftest import make_theme

from goldenthread.records.plans import BasisKind, ElementKind
from goldenthread_web.engagement.changes.inviting import add_batch
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Clip,
    Contribution,
    ContributionTranslation,
    DecisionElsewhere,
    Engagement,
    EngagementMember,
    EngagementOutcome,
    EqualityAnswer,
    EqualityOption,
    EqualityQuestion,
    FileAnswer,
    InvitationList,
    Invitee,
    LetterFile,
    Petition,
    QuestionOption,
    Recording,
    RejectedImportRow,
    ReleaseDecision,
    ResponseContact,
    ResponseImport,
    ResponseInPattern,
    ResponsePattern,
    SafeguardingCase,
    SampleReading,
    Section,
    ShowCondition,
    SupportingDocument,
    UnsentResponse,
)
from goldenthread_web.indicators.models import Area, AreaSet
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import Person
from goldenthread_web.plans.changes import (
    Source,
    Wording,
    add_element,
    make_plan,
    publish_edition,
    rest_on_quote,
    rest_on_source,
    rest_on_theme,
)
from goldenthread_web.plans.models import Element, OutcomeElement, Plan
from goldenthread_web.reports.changes import publish_report
from goldenthread_web.themes.changes.versions import lock_version
from goldenthread_web.themes.models import (
    Campaign,
    CodebookVersion,
    DiscoveryRun,
    NearDuplicate,
    SuggestedTheme,
    Suggestion,
    Theme,
    ThemeChange,
)

Status = Contribution.Status
NOTHING_MAPPED = {
    "columns": [],
    "date_order": "day first",
    "fixed": {
        "language": None,
        "channel": "online survey",
        "audience": "",
        "capacity": "resident",
        "may_publish_words": False,
    },
}


@dataclass
class Place:
    """An engagement with its plan; `marks` says what each mark stands for."""

    engagement: Engagement
    plan: Plan
    theme: Theme
    suggested: SuggestedTheme
    version: CodebookVersion
    change: ThemeChange
    marks: dict[str, str] = field(default_factory=dict)

    def mark(self, what: str) -> str:
        """Return a word that stands nowhere else, for what nobody outside may read."""
        word = f"quib{chr(97 + len(self.marks) // 26)}{chr(97 + len(self.marks) % 26)}zax"
        self.marks[word] = what
        return word


def make_place(by: Person) -> Place:
    """Return a published engagement with a plan, and words in every state that is not public."""
    engagement = make_engagement(title="Our square", slug="our-square")
    released = [
        make_response(engagement, f"More benches in the square {number}", status=Status.RELEASED)
        for number in range(6)
    ]
    said = [one.contributions.get() for one in released]
    theme = make_theme(engagement, "Benches", *said)
    theme.changes.add(change := ThemeChange.objects.create(codebook=theme.codebook, kind="added"))
    version = lock_version(by=by, engagement=engagement, why="For the board")
    run = DiscoveryRun.objects.create(
        engagement=engagement, finished_at=timezone.now(), method="A method.", made_by=by
    )
    suggested = SuggestedTheme.objects.create(
        run=run, position=1, name="Benches", size=6, people_count=6, stability=0.9,
        exemplar_ids=[one.pk for one in said],
    )  # fmt: skip
    make_block("Easter", engagement.opens_on, engagement.opens_on)
    place = Place(engagement, _make_plan(by, theme, said[0]), theme, suggested, version, change)
    publish_report(
        by=by,
        engagement=engagement,
        why="It is done",
        today=engagement.closes_on + timedelta(days=1),
    )
    _say_what_nobody_may_read(place, by)
    _answer_in_own_words(place)
    _bring_in(place, by)
    _draw_areas()
    _invite(place, by)
    _suggest(place, run, said)
    _speak(place, by)
    _say_what_may_come_of_it(place)
    return place


def _say_what_may_come_of_it(place: Place) -> None:
    """What came of it, not public yet, and the line of the plan that it names."""
    outcome = EngagementOutcome.objects.create(
        engagement=place.engagement, we_asked=place.mark("what we asked, not public"),
        you_said="Benches.", we_did="Benches.", decided_on=timezone.localdate(),
    )  # fmt: skip
    OutcomeElement.objects.create(
        outcome=outcome, element=Element.objects.get(plan=place.plan),
        reason=place.mark("how a line came of it, not public"),
    )  # fmt: skip


def _draw_areas() -> None:
    areas = AreaSet.objects.create(name="Wards", source="Drawn for a test")
    ring = [[0, 51], [1, 51], [1, 52], [0, 52], [0, 51]]
    outline = {"type": "Polygon", "coordinates": [ring]}
    Area.objects.create(area_set=areas, code="E1", name="North", outline=outline)


def _make_plan(by: Person, theme: Theme, quoted: Contribution) -> Plan:
    plan = make_plan(by=by, title="Towards 2035", period="2025 to 2035")
    vision = add_element(
        by=by, plan=plan, kind=ElementKind.VISION, wording=Wording("A good place for everybody.")
    )
    rest_on_theme(by=by, element=vision, theme=theme, reason="Raised most.")
    rest_on_quote(by=by, element=vision, contribution=quoted, reason="It says it well.")
    duty = Source("An act of 2014", "https://example.org/act")
    rest_on_source(
        by=by, element=vision, kind=BasisKind.STATUTORY_DUTY, source=duty, reason="It is the law."
    )
    publish_edition(by=by, plan=plan, why="Agreed.", now=timezone.now())
    return plan


def _say_what_nobody_may_read(place: Place, by: Person) -> None:
    engagement = place.engagement

    def say(what: str, status: str = Status.HELD, **fields: object) -> Contribution:
        text = f"{place.mark(what)} benches in the square"
        found = make_response(engagement, text, status=status, **fields).contributions.get()
        place.theme.codings.create(contribution=found, origin="read")
        return found

    say("held words")
    say("withheld words", Status.WITHHELD)
    DecisionElsewhere.objects.create(
        contribution=say("words released elsewhere"), outcome="released",
        reason=place.mark("a reason from elsewhere"), exported_from="Elsewhere",
        exported_on=timezone.localdate(),
    )  # fmt: skip
    say("words that are counted only", Status.RELEASED, may_publish_words=False)
    young = say("young people's words", is_young_person=True)
    ReleaseDecision.objects.create(
        contribution=young, outcome="release", by=by, waits_for_second=True
    )
    hidden = say("words with the safeguarding lead", Status.SAFEGUARDING)
    SafeguardingCase.objects.create(
        contribution=hidden, lead=by, worry=place.mark("a worry"), look_by=timezone.now()
    )
    loading = ResponseImport.objects.create(
        engagement=engagement, file_name="a.csv", state="importing"
    )
    say("words of a file that is not complete", Status.RELEASED, response_import=loading)
    redacted = make_response(engagement, f"Ask {place.mark('redacted words')} at the counter.")
    one = redacted.contributions.get()
    one.redactions.create(start=4, end=4 + 8, kind="name")
    Contribution.objects.filter(pk=one.pk).update(status=Status.REDACTED)
    place.theme.codings.create(contribution=one, origin="read")
    SampleReading.objects.create(
        engagement=engagement, drawn_by=by, last_contribution_id=young.pk,
        contribution_ids=[young.pk], eligible_count=1,
    )  # fmt: skip


def _answer_in_own_words(place: Place) -> None:
    """Details of a person, equality answers, and options that somebody wrote into a file."""
    engagement = place.engagement
    response = make_response(
        engagement,
        organisation_name=place.mark("an organisation's name"),
        mandate=place.mark("a mandate"),
        area=place.mark("an area"),
        session_name=place.mark("a session"),
    )
    ResponseContact.objects.create(response=response, how_to_reach=place.mark("a contact"))
    question = make_question(engagement, "How do you get here?", "On foot", "By bus")
    section = Section.objects.create(engagement=engagement, position=1, title="Getting about")
    ShowCondition.objects.create(section=section, depends_on=question, comparison="answered")
    own = QuestionOption.objects.create(
        question=question, position=3, text=place.mark("an option from a file"), is_from_file=True
    )
    ChoiceAnswer.objects.create(response=response, question=question, option=own)
    engagement.equality_purpose = "To see who took part"
    engagement.equality_kept_until = timezone.localdate() + timedelta(days=30)
    engagement.save()
    asked = EqualityQuestion.objects.create(
        engagement=engagement, key="age", position=1, text="How old are you?"
    )
    answer = EqualityOption.objects.create(
        question=asked, position=1, text=place.mark("an equality answer"), is_from_file=True
    )
    EqualityAnswer.objects.create(
        response=response, question=asked, option=answer, purpose="x",
        delete_on=engagement.equality_kept_until,
    )  # fmt: skip
    UnsentResponse.objects.create(
        engagement=engagement, key_digest="x", answers={"answer_1": place.mark("unsent words")}
    )


def _bring_in(place: Place, by: Person) -> None:
    engagement = place.engagement
    came = ResponseImport.objects.create(
        engagement=engagement, file_name=f"{place.mark('a file name')}.csv", state="complete",
        mapping=NOTHING_MAPPED,
        made_by=by,
    )  # fmt: skip
    RejectedImportRow.objects.create(
        response_import=came, row_number=2,
        reason=place.mark("the reason of a row"), cells=[place.mark("a row that was not taken")],
    )  # fmt: skip
    Job.objects.create(
        title=place.mark("a job"), outcome=place.mark("an outcome"), started_by=by, state="done"
    )
    document = SupportingDocument(engagement=engagement, title="A map")
    document.file.save("map.pdf", ContentFile(b"%PDF-1.7 a map"))
    _send_a_picture(place)
    EngagementMember.objects.get_or_create(engagement=engagement, person=by)


def _send_a_picture(place: Place) -> None:
    """A held file in whose bytes a word stands, and its description."""
    asked = make_question(place.engagement, "A picture?", kind="file")
    answer = FileAnswer(
        response=make_response(place.engagement), question=asked, ending="jpg", digest="d", size=9,
        alternative_text=place.mark("what a held picture shows"),
    )  # fmt: skip
    answer.file.save("x", ContentFile(place.mark("a held picture").encode()))


def _invite(place: Place, by: Person) -> None:
    """Codes that belong to nobody by name, a list of people, and letters for one officer."""
    add_batch(by=by, engagement=place.engagement, name="Counters", count=2)
    people = InvitationList.objects.create(name="Groups", purpose="News.", is_open_to_join=True)
    Invitee.objects.create(invitation_list=people, email="group@example.org")
    letters = LetterFile(engagement=place.engagement, made_by=by, count=1, ending="pdf")
    letters.file.save("letters.pdf", ContentFile(place.mark("a printed letter").encode()))


def _speak(place: Place, by: Person) -> None:
    """A held voice with its translation, a held statement, and a sign of repeated answering."""
    asked = make_question(place.engagement, "Agree?", kind="statements", takes_own_statements=True)
    said = make_response(place.engagement, place.mark("a transcript")).contributions.get()
    recording = Recording(
        contribution=said, kind="voice note", ending="ogg", transcribed_by="a helper"
    )
    recording.file.save("x", ContentFile(place.mark("a voice").encode()))
    ContributionTranslation.objects.create(
        contribution=said, language="ar", text=place.mark("a translation"), translated_by="x"
    )
    stated = make_response(place.engagement, place.mark("a held statement"), question=asked)
    make_response(place.engagement, "More shade", question=asked, status=Status.RELEASED)
    asks = make_response(place.engagement, place.mark("a petition")).contributions.get()
    Petition.objects.create(contribution=asks, signature_count=30, added_by=by)
    sign = ResponsePattern.objects.create(
        engagement=place.engagement, kind="same text", key="1", reason=place.mark("a reason")
    )
    ResponseInPattern.objects.create(pattern=sign, response=stated)
    clip = Clip(
        engagement=place.engagement, part="introduction", kind="signed", language="bfi",
        ending="mp4", size=4, has_film=True, has_sound=False, checked_on="2026-05-04",
        captions="WEBVTT",
    )  # fmt: skip
    clip.file.save("", ContentFile(b"film"))


def _suggest(place: Place, run: DiscoveryRun, said: list[Contribution]) -> None:
    """A suggestion whose name and phrases are words that nobody released."""
    held = Contribution.objects.filter(status=Status.HELD).order_by("pk")
    name = place.mark("the name of a suggestion")
    own = SuggestedTheme.objects.create(
        run=run, position=2, name=name.capitalize(), size=9, people_count=9, stability=0.8,
        phrases=[name, place.mark("a phrase of a suggestion"), "benches"],
        exemplar_ids=[one.pk for one in [*held, *said]],
    )  # fmt: skip
    asked = make_question(place.engagement, "What else?")
    others = [
        make_response(
            place.engagement, f"Also benches and shade {number}", question=asked,
            status=Status.RELEASED,
        ).contributions.get()
        for number in range(6)
    ]  # fmt: skip
    for one in [*held, *others]:
        Suggestion.objects.create(run=run, contribution=one, suggested_theme=own, confidence=0.9)
    for one in said:
        Suggestion.objects.create(
            run=run, contribution=one, suggested_theme=place.suggested, confidence=0.9
        )
    first = held[0]
    NearDuplicate.objects.create(run=run, contribution=held[1], first=first)
    Campaign.objects.create(
        run=run, first=first, contribution_count=5, people_count=5, own_words_count=0
    )
