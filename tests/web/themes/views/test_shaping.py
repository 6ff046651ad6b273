import pytest

from goldenthread_web.engagement.models import EngagementMember
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.themes.changes.shaping import add_theme
from goldenthread_web.themes.models import Theme, ThemeChange


@pytest.fixture
def themes_path(engagement) -> str:
    return f"/office/engagements/{engagement.slug}/themes/"


@pytest.fixture
def client(signed_in, analyst):
    return signed_in(analyst)


def test_a_suggestion_is_accepted_with_one_press(client, themes_path, run, engagement) -> None:
    trees = run.suggested_themes.get(name="more trees")
    client.post(f"{themes_path}suggested/{trees.pk}/accept/", {"name": "more trees"})
    theme = Theme.objects.get(name="more trees")
    assert theme.codings.filter(ended_at=None, origin="accepted").count() == 2
    page = client.post(f"{themes_path}suggested/{trees.pk}/accept/", {"name": "again"})
    assert "accepted already" in page.content.decode()


def test_a_large_suggestion_is_accepted_by_a_job(
    client, themes_path, run, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr("goldenthread_web.themes.views.suggested.MOST_AT_ONCE", 1)
    monkeypatch.setattr("goldenthread_web.themes.changes.suggesting.BATCH", 1)
    monkeypatch.setattr("goldenthread_web.themes.changes.suggesting.PAUSE_SECONDS", 0)
    trees = run.suggested_themes.get(name="more trees")
    path = f"{themes_path}suggested/{trees.pk}/accept/"
    with django_capture_on_commit_callbacks(execute=True):
        went = client.post(path, {"name": "More trees", "why": "It is clear"})
    job = Job.objects.get()
    assert went.url == f"/office/jobs/{job.pk}/"
    assert (job.state, job.outcome) == ("done", "“More trees” is a theme now.")
    assert job.result_path == themes_path
    theme = Theme.objects.get(name="More trees", ended_at=None)
    assert theme.codings.filter(ended_at=None, origin="accepted").count() == 2
    assert theme.tally.contribution_count == 2
    assert theme.changes.get().why == "It is clear"
    page = client.post(path, {"name": "Again", "why": ""})
    assert "accepted already" in page.text
    assert Job.objects.count() == 1


def test_of_two_who_accept_a_large_suggestion_at_once_the_second_is_told(
    client, themes_path, run, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr("goldenthread_web.themes.views.suggested.MOST_AT_ONCE", 1)
    trees = run.suggested_themes.get(name="more trees")
    with django_capture_on_commit_callbacks(execute=True):
        for name in ("Trees", "Shade"):
            client.post(f"{themes_path}suggested/{trees.pk}/accept/", {"name": name})
    first, second = Job.objects.order_by("pk")
    assert (first.state, second.state) == ("done", "failed")
    assert "accepted already" in second.outcome
    assert [one.name for one in Theme.objects.filter(ended_at=None)] == ["Trees"]


def test_a_suggestion_is_set_aside_with_a_reason(client, themes_path, run, analyst) -> None:
    trees = run.suggested_themes.get(name="more trees")
    path = f"{themes_path}suggested/{trees.pk}/set-aside/"
    assert "Say why" in client.post(path, {"why": ""}).content.decode()
    client.post(path, {"why": "two things in one"})
    trees.refresh_from_db()
    assert (trees.set_aside_by, trees.set_aside_why) == (analyst, "two things in one")
    assert "1 set aside" in client.get(themes_path).content.decode()
    client.post(f"{themes_path}suggested/{trees.pk}/take-up/")
    assert "set aside</span>" not in client.get(themes_path).content.decode()


def test_a_theme_is_added_renamed_and_defined(client, themes_path, engagement) -> None:
    client.post(f"{themes_path}add/", {"name": "Paths", "definition": "Where people walk"})
    theme = Theme.objects.get(name="Paths")
    client.post(
        f"{themes_path}theme/{theme.pk}/edit/",
        {
            "name": "Footpaths",
            "definition": "Where people walk",
            "includes": "kerbs",
            "why": "clearer",
        },
    )
    theme.refresh_from_db()
    assert (theme.name, theme.includes) == ("Footpaths", "kerbs")
    kinds = list(ThemeChange.objects.order_by("pk").values_list("kind", "why"))
    assert kinds == [("added", ""), ("renamed", "clearer"), ("defined", "clearer")]
    page = client.get(f"{themes_path}history/").content.decode()
    assert "“Paths” became “Footpaths”" in page


def test_a_name_that_is_taken_is_said_in_the_form(client, themes_path, theme) -> None:
    page = client.post(f"{themes_path}add/", {"name": "Buses", "definition": "typed"})
    assert "There is a theme called “Buses” already" in page.content.decode()
    assert "typed" in page.content.decode()


def test_a_merge_is_undone_from_the_history(
    client, themes_path, accepted, theme, engagement, said
) -> None:
    path = f"{themes_path}theme/{accepted.pk}/merge/"
    assert "Choose the theme that stays" in client.post(path, {"why": "x"}).content.decode()
    client.post(path, {"into": theme.pk, "why": "the same matter"})
    accepted.refresh_from_db()
    assert accepted.merged_into == theme
    page = client.get(f"{themes_path}history/?theme={theme.pk}").content.decode()
    assert "“Buses at night” went into “Buses”" in page
    merge = ThemeChange.objects.get(kind="merged")
    client.post(f"{themes_path}history/{merge.pk}/undo/", {"why": "not quite"})
    accepted.refresh_from_db()
    assert (accepted.ended_at, accepted.merged_into) == (None, None)
    assert client.get(f"{themes_path}history/").content.decode().count("Undone") >= 2
    again = client.post(f"{themes_path}history/{merge.pk}/undo/", {"why": ""})
    assert "undone already" in again.content.decode()


def test_themes_nest_on_two_levels(client, themes_path, analyst, engagement, theme) -> None:
    night = add_theme(by=analyst, engagement=engagement, name="Night buses")
    client.post(f"{themes_path}theme/{night.pk}/nest/", {"parent": theme.pk})
    night.refresh_from_db()
    assert night.parent == theme
    later = add_theme(by=analyst, engagement=engagement, name="Later buses")
    page = client.post(f"{themes_path}theme/{later.pk}/nest/", {"parent": night.pk})
    assert page.status_code == 200, "a nested theme is not on offer"
    assert 'aria-label="Nested in Buses"' in client.get(themes_path).content.decode()
    client.post(f"{themes_path}theme/{night.pk}/nest/", {"parent": ""})
    night.refresh_from_db()
    assert night.parent is None


def test_a_theme_ends_with_a_reason_and_its_words_wait_again(
    client, themes_path, accepted, said
) -> None:
    path = f"{themes_path}theme/{accepted.pk}/end/"
    assert "Say why" in client.post(path, {"why": ""}).content.decode()
    client.post(path, {"why": "too vague"})
    assert "More buses at night" in client.get(f"{themes_path}queue/").content.decode()


def test_each_change_is_an_audit_event_without_words(client, themes_path, accepted, theme) -> None:
    client.post(f"{themes_path}theme/{accepted.pk}/merge/", {"into": theme.pk, "why": "same"})
    events = AuditEvent.objects.filter(action__startswith="themes.").order_by("pk")
    assert [event.action for event in events] == ["themes.accepted", "themes.merged"]
    assert "bus" not in str([event.facts for event in events]).replace("our-streets", "")


def test_a_version_is_locked_read_and_compared(client, themes_path, accepted, theme) -> None:
    assert "Say why" in client.post(f"{themes_path}versions/lock/", {"why": ""}).content.decode()
    client.post(f"{themes_path}versions/lock/", {"why": "for the board in March"})
    again = client.post(f"{themes_path}versions/lock/", {"why": "once more"})
    assert "Nothing has changed since version 1" in again.content.decode()
    client.post(f"{themes_path}theme/{accepted.pk}/edit/", {"name": "Night buses"})
    client.post(f"{themes_path}theme/{theme.pk}/end/", {"why": "empty"})
    page = client.get(f"{themes_path}versions/1/").content.decode()
    assert "for the board in March" in page
    assert "<del>Buses at night</del>" in page
    assert "<ins>Night buses</ins>" in page
    assert "gone" in page
    client.post(f"{themes_path}versions/lock/", {"why": "for the launch"})
    page = client.get(f"{themes_path}versions/1/", {"with": "2"}).content.decode()
    assert "until version 2" in page
    assert "Version 2" in client.get(f"{themes_path}versions/").content.decode()


def test_a_codebook_without_themes_is_not_locked(client, themes_path) -> None:
    page = client.post(f"{themes_path}versions/lock/", {"why": "x"}).content.decode()
    assert "There is no theme yet" in page


def test_seeing_is_not_shaping(
    signed_in, engagement_officer, engagement, themes_path, accepted
) -> None:
    EngagementMember.objects.create(engagement=engagement, person=engagement_officer)
    client = signed_in(engagement_officer)
    assert client.get(themes_path).status_code == 200
    for path in ("add/", "find/", "queue/one/", f"theme/{accepted.pk}/merge/", "versions/lock/"):
        assert client.get(themes_path + path).status_code == 403
    assert client.post(f"{themes_path}theme/{accepted.pk}/place/", {}).status_code == 403
