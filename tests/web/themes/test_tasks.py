"""Discovery in the background: what it reads, stores and says."""

import pytest
from tests.web.builders import make_question, make_response

from goldenthread.errors import ConflictError
from goldenthread.text.characters import CharacterEncoder
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.themes import tasks
from goldenthread_web.themes.models import DiscoveryRun, Suggestion
from goldenthread_web.themes.queries import campaigns, latest_run

BUSES = [
    "The bus at night never comes and I wait an hour for the bus",
    "More buses at night please, the bus is always late",
    "Night buses should run every ten minutes",
    "My bus was late again, night buses are too few",
    "Run the night bus until two in the morning",
    "I cannot get home because the night bus stops too early",
    "The bus stop has no shelter and the bus is late",
    "Buses at night would help people who work late",
    "The number of buses at night was cut and the bus is full",
    "A cheaper bus fare and more night buses",
    "Bus drivers are kind but the night bus is late",
    "Please bring back the night bus to the hospital",
]
TREES = [
    "Plant more trees in the park for shade",
    "The park needs trees and benches under the trees",
    "Trees in our street would clean the air, plant trees",
    "Please water the young trees in the park",
    "Old trees in the park were cut down, plant new trees",
    "More green parks with trees for children",
    "The park has no shade because there are no trees",
    "Plant fruit trees in every park",
    "Trees and flowers make the park lovely",
    "Shade from trees in the park keeps children cool",
    "Stop cutting trees in the park",
    "A park with tall trees near our school",
]
COPY = "Save the swimming pool in the old town, do not close the swimming pool"


@pytest.fixture(autouse=True)
def encoder_of_spelling(monkeypatch) -> None:
    monkeypatch.setattr(tasks, "remembering_encoder", lambda *_: CharacterEncoder())


@pytest.fixture
def crowd(engagement):
    for text in BUSES + TREES:
        make_response(engagement, text)
    for number in range(6):
        own = "!! My children learned to swim there last year" if number == 5 else ""
        make_response(engagement, COPY + own, people_count=1 + (number == 0))
    make_response(engagement, "Somebody hurt me", status=Contribution.Status.SAFEGUARDING)
    make_response(engagement, "It was Dr Nobody", status=Contribution.Status.WITHHELD)
    return engagement


def discover(engagement, analyst, django_capture_on_commit_callbacks, **choice) -> Job:
    with django_capture_on_commit_callbacks(execute=True):
        job = tasks.start_discovery(by=analyst, engagement=engagement, **choice)
    job.refresh_from_db()
    return job


def test_a_run_suggests_themes_and_counts_people(
    crowd, analyst, django_capture_on_commit_callbacks
) -> None:
    job = discover(crowd, analyst, django_capture_on_commit_callbacks, seed=3)
    assert job.state == Job.State.DONE, job.outcome
    run = latest_run(crowd)
    assert run is not None
    assert (run.seed, run.contribution_count) == (3, 30)
    placed = run.suggestions.exclude(suggested_theme=None).count()
    assert sum(theme.size for theme in run.suggested_themes.all()) == placed
    assert run.queue_count == 30 - placed
    for theme in run.suggested_themes.all():
        assert theme.exemplar_ids
        assert theme.without_copies_count <= theme.size
        assert theme.size <= theme.people_count <= theme.size + 1
    assert "nothing is decided yet" in job.outcome.lower()


def test_copies_become_a_campaign_of_people(
    crowd, analyst, django_capture_on_commit_callbacks
) -> None:
    discover(crowd, analyst, django_capture_on_commit_callbacks)
    [line] = campaigns(crowd)
    own = Contribution.objects.filter(text__contains="My children").get()
    run = latest_run(crowd)
    joined = run.near_duplicates.filter(contribution=own).exists()
    assert line.contribution_count == 5 + joined
    assert (line.people_count, line.own_words_count) == (6 + joined, int(joined))


def test_a_few_plain_words_that_many_write_are_no_campaign(
    crowd, analyst, django_capture_on_commit_callbacks
) -> None:
    for _ in range(7):
        make_response(crowd, "More buses please")
    discover(crowd, analyst, django_capture_on_commit_callbacks)
    run = latest_run(crowd)
    assert run.near_duplicates.filter(contribution__text="More buses please").count() == 6
    assert not run.campaigns.filter(first__text="More buses please").exists()


def test_safeguarded_and_withheld_words_are_not_read(
    crowd, analyst, django_capture_on_commit_callbacks
) -> None:
    discover(crowd, analyst, django_capture_on_commit_callbacks)
    statuses = {"with the safeguarding lead", "withheld", "safeguarding"}
    assert not Suggestion.objects.filter(contribution__status__in=statuses).exists()


def test_one_question_can_be_read_alone(crowd, analyst, django_capture_on_commit_callbacks) -> None:
    question = make_question(crowd, "What else?")
    for text in BUSES:
        make_response(crowd, text, question=question)
    job = discover(crowd, analyst, django_capture_on_commit_callbacks, question=question)
    run = latest_run(crowd)
    assert run.contribution_count == len(BUSES)
    assert not run.suggested_themes.exists()
    assert "Too few to say" in job.outcome
    assert run.queue_count == len(BUSES), "nothing is set aside: all of it waits"


def test_the_look_at_held_words_is_logged_once(
    crowd, analyst, django_capture_on_commit_callbacks
) -> None:
    discover(crowd, analyst, django_capture_on_commit_callbacks)
    looks = AuditEvent.objects.filter(action="engagement.held-words-opened")
    assert [(look.person, look.facts["shown"]) for look in looks] == [(analyst, 30)]


def test_two_runs_do_not_go_on_at_once(crowd, analyst) -> None:
    tasks.start_discovery(by=analyst, engagement=crowd)
    with pytest.raises(ConflictError, match="already"):
        tasks.start_discovery(by=analyst, engagement=crowd)


def test_a_run_that_fails_counts_for_nothing(
    crowd, analyst, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def break_down(**_: object) -> None:
        raise ConflictError("The disk is full.")

    monkeypatch.setattr(tasks, "store_discovery", break_down)
    job = discover(crowd, analyst, django_capture_on_commit_callbacks)
    assert (job.state, job.outcome) == (Job.State.FAILED, "The disk is full.")
    assert latest_run(crowd) is None
    assert DiscoveryRun.objects.filter(finished_at=None).count() == 1


def test_words_that_are_erased_while_a_run_reads_them_leave_no_trace(
    crowd, analyst, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    gone = Contribution.objects.get(text=BUSES[0])
    find = tasks._discover

    def erase_meanwhile(*given: object) -> object:
        Contribution.objects.filter(pk=gone.pk).update(status="removed", text="", salt="")
        return find(*given)

    monkeypatch.setattr(tasks, "_discover", erase_meanwhile)
    discover(crowd, analyst, django_capture_on_commit_callbacks)
    run = latest_run(crowd)
    assert run.contribution_count == 29
    assert not run.suggestions.filter(contribution=gone).exists()
    assert gone.pk not in [pk for theme in run.suggested_themes.all() for pk in theme.exemplar_ids]
