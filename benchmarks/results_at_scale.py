# ruff: noqa: PLC0415, S608, SLF001 - the site wakes first; SQL of our own making
"""Are results quick at 100,000 responses of 30 questions, and at ten million answers?

Fills a database of its own with answers by chance, then times the pages of results
and two figures beside the best SQL that we can write by hand, in the same run.
Prints milliseconds and the ratio: on a loaded machine, believe the ratios.

    python benchmarks/results_at_scale.py [--responses 100000]
    python scripts/with_postgresql.py python benchmarks/results_at_scale.py --answers 10000000
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable

QUESTIONS = 30
OPTIONS = 5
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--responses", type=int, default=100_000)
    parser.add_argument("--answers", type=int, help="in place of responses: 30 answers each")
    chosen = parser.parse_args()
    responses = chosen.answers // QUESTIONS if chosen.answers else chosen.responses
    with tempfile.TemporaryDirectory(prefix="goldenthread-results-") as folder:
        wake(folder)
        fill(responses)
        time_figures()
        time_pages()


def wake(folder: str) -> None:
    os.environ |= {
        "GOLDENTHREAD_FOLDER": folder,
        "GOLDENTHREAD_DEBUG": "yes",
        "DJANGO_SETTINGS_MODULE": "goldenthread_web.config.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    settings.DEBUG = False
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    call_command("migrate", verbosity=0)
    # The site does this too before it takes its first request.
    from goldenthread.publishing.charts import make_ready

    make_ready()


def fill(responses: int) -> None:  # noqa: PLR0915 - one table after the other
    """Make an engagement with 26 questions of one choice, 2 of several, 2 ratings, and answers."""
    from django.db import connection
    from django.utils import timezone

    from goldenthread_web.engagement.changes.exercises import add_engagement
    from goldenthread_web.engagement.models import Engagement, Question, QuestionOption
    from goldenthread_web.people.audit import SHELL
    from goldenthread_web.people.changes import add_person
    from goldenthread_web.people.models import Person
    from goldenthread_web.people.roles import Role

    begun = time.perf_counter()
    officer = add_person(
        by=SHELL, email="officer@example.org", name="Officer", roles=[Role.ENGAGEMENT_OFFICER]
    )
    today = timezone.localdate()
    engagement = add_engagement(by=officer, title="Large", opens_on=today, closes_on=today)
    Engagement.objects.update(is_published=True, results_public_on=today)
    kinds = ["one choice"] * 26 + ["several choices"] * 2 + ["rating"] * 2
    questions = Question.objects.bulk_create(
        Question(
            engagement=engagement,
            key=f"q{at}",
            position=at,
            kind=kind,
            text=f"Question {at}?",
            lowest=1,
            highest=5,
        )
        for at, kind in enumerate(kinds, start=1)
    )
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(numbers_sql(is_postgresql=is_postgresql), [responses])
        cursor.execute(response_sql(is_postgresql=is_postgresql), [engagement.pk])
        for question in questions:
            if question.kind == "rating":
                cursor.execute(
                    rating_sql(is_postgresql=is_postgresql), [question.pk, engagement.pk]
                )
                continue
            options = QuestionOption.objects.bulk_create(
                QuestionOption(question=question, position=at, text=f"Option {at}")
                for at in range(1, OPTIONS + 1)
            )
            cursor.execute(
                choice_sql(is_postgresql=is_postgresql), [question.pk, options[0].pk, engagement.pk]
            )
    if is_postgresql:
        connection.set_autocommit(True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    assert Person.objects.count() == 1
    print(
        f"{connection.vendor}: {responses:,} responses of {QUESTIONS} questions, "
        f"{responses * QUESTIONS:,} answers, written in {time.perf_counter() - begun:.0f} s"
    )


def numbers_sql(*, is_postgresql: bool) -> str:
    if is_postgresql:
        return "CREATE TEMPORARY TABLE numbers AS SELECT generate_series(1, %s) AS n"
    return (
        "CREATE TEMPORARY TABLE numbers AS WITH RECURSIVE up(n) AS "
        "(SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < %s) SELECT n FROM up"
    )


def chance(most: int, *, is_postgresql: bool) -> str:
    """Return SQL for a number from 0, small ones more often."""
    share = "random()" if is_postgresql else "(abs(random() %% 1000000) / 1000000.0)"
    return f"CAST(floor({most} * {share} * {share}) AS integer)"


def response_sql(*, is_postgresql: bool) -> str:
    number = "gen_random_uuid()" if is_postgresql else "lower(hex(randomblob(16)))"
    capacity = chance(3, is_postgresql=is_postgresql)
    false = "false" if is_postgresql else "0"
    now = "now()" if is_postgresql else "datetime('now')"
    chosen = {
        "engagement_id": "%s",
        "number": number,
        "channel": "'online survey'",
        "received_at": now,
        "language": "'en'",
        "capacity": f"CASE {capacity} WHEN 0 THEN 'resident' WHEN 1 THEN 'business' ELSE 'visitor' END",
    }
    values = plain_values(false=false) | chosen
    names, cells = ", ".join(values), ", ".join(values.values())
    return f"INSERT INTO engagement_engagementresponse ({names}) SELECT {cells} FROM numbers"


def plain_values(*, false: str) -> dict[str, str]:
    """Return SQL for each column of a response that must hold something: what nobody said."""
    from goldenthread_web.engagement.models import EngagementResponse

    values = {}
    for field in EngagementResponse._meta.concrete_fields:
        if not field.null and not field.primary_key and not field.is_relation:
            plain = field.get_default()
            values[field.column] = false if plain is False else f"'{plain}'"
    return values


def choice_sql(*, is_postgresql: bool) -> str:
    option = chance(OPTIONS, is_postgresql=is_postgresql)
    return (
        "INSERT INTO engagement_choiceanswer (response_id, question_id, option_id) "
        f"SELECT id, %s, %s + {option} FROM engagement_engagementresponse WHERE engagement_id = %s"
    )


def rating_sql(*, is_postgresql: bool) -> str:
    value = chance(OPTIONS, is_postgresql=is_postgresql)
    return (
        "INSERT INTO engagement_numberanswer (response_id, question_id, value) "
        f"SELECT id, %s, 1 + {value} FROM engagement_engagementresponse WHERE engagement_id = %s"
    )


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median of several times."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def time_figures() -> None:
    """Time a count by option and a filter by three answers, beside SQL by hand."""
    from django.db import connection

    from goldenthread_web.engagement.models import Engagement, Question
    from goldenthread_web.reports.queries.results.counting import option_counts
    from goldenthread_web.reports.queries.results.filters import AnswerFilter, ResultFilter
    from goldenthread_web.reports.queries.results.scope import scope_of

    engagement = Engagement.objects.get()
    asked = list(Question.objects.filter(kind="one choice").order_by("position")[:4])
    options = [question.options.order_by("position")[0].pk for question in asked[:3]]
    three = ResultFilter(answers=tuple(AnswerFilter(pk, "", "") for pk in options))

    def run(sql: str, values: list[int]) -> list[tuple[int, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    table = "engagement_choiceanswer"
    count = f"SELECT option_id, count(*) FROM {table} WHERE question_id = %s GROUP BY option_id"
    joined = (
        f"SELECT count(*) FROM {table} a JOIN {table} b ON b.response_id = a.response_id "
        f"JOIN {table} c ON c.response_id = a.response_id "
        "WHERE a.option_id = %s AND b.option_id = %s AND c.option_id = %s"
    )
    one = f"SELECT response_id FROM {table} WHERE option_id = %s"
    intersected = f"SELECT count(*) FROM ({one} INTERSECT {one} INTERSECT {one}) AS found"
    nested = f"SELECT count(*) FROM {table} WHERE option_id = %s AND response_id IN ({one} AND response_id IN ({one}))"
    ours = option_counts(asked[3], scope_of(engagement))
    assert {int(c.column): c.people for c in ours.cells} == dict(run(count, [asked[3].pk]))
    assert scope_of(engagement, three).count_responses() == run(joined, options)[0][0]
    by_hand = milliseconds(lambda: run(count, [asked[3].pk]))
    ways = {
        "joined": milliseconds(lambda: run(joined, options)),
        "intersected": milliseconds(lambda: run(intersected, options)),
        "nested": milliseconds(lambda: run(nested, options)),
    }
    head("figures", "ours", "by hand", "ratio")
    line(
        "count by option",
        milliseconds(lambda: option_counts(asked[3], scope_of(engagement))),
        by_hand,
    )
    best = min(ways, key=lambda name: ways[name])
    line(
        f"filter by three answers ({best})",
        milliseconds(lambda: scope_of(engagement, three).count_responses()),
        ways[best],
    )


def time_pages() -> None:
    """Time the pages as an officer and anybody get them, after their counts are kept."""
    import scipy.optimize  # noqa: F401 - as the site does when it starts
    from django.db import connection
    from django.test import Client

    from goldenthread.publishing.charts import make_ready
    from goldenthread_web.engagement.models import Engagement, Question
    from goldenthread_web.people.models import Person
    from goldenthread_web.reports.queries.results.filters import EVERYTHING
    from goldenthread_web.reports.tasks import count_and_keep

    engagement = Engagement.objects.get()
    make_ready()  # as the site does when it starts
    begun = time.perf_counter()
    for for_public in (False, True):
        count_and_keep(engagement, EVERYTHING, for_public=for_public)
    print(f"  the job counts everything in {(time.perf_counter() - begun) / 2:.1f} s")
    client, anybody = Client(), Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(Person.objects.get(), backend=backend)
    first, second, third = Question.objects.order_by("position")[:3]
    office, public = (
        f"/office/engagements/{engagement.slug}/results",
        f"/engagements/{engagement.slug}/results",
    )
    ticked = "&".join(f"answer={one.options.order_by('position')[0].pk}" for one in (second, third))
    pages = {
        "the front page, to wake the site": (anybody, "/"),
        "overview": (client, f"{office}/"),
        "questions, page 1": (client, f"{office}/questions/"),
        "one question": (client, f"{office}/questions/{first.pk}/"),
        "one question, two filters": (client, f"{office}/questions/{first.pk}/?{ticked}"),
        "two crossed": (client, f"{office}/compare/?rows={first.pk}&columns={second.pk}"),
        "public": (anybody, f"{public}/"),
        "public, two crossed": (anybody, f"{public}/compare/?rows={first.pk}&columns={second.pk}"),
    }
    head("pages", "first", "again")
    for name, (who, path) in pages.items():
        begun = time.perf_counter()
        answer = who.get(path)
        once = (time.perf_counter() - begun) * 1000
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        print(
            f"  {name:34}{once:>12.0f} ms{milliseconds(lambda who=who, path=path: who.get(path)):>12.0f} ms"
        )
    connection.close()


def head(title: str, *columns: str) -> None:
    loads = " ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"\n{title}   (load {loads})\n  {'':34}" + "".join(f"{name:>15}" for name in columns))


def line(name: str, ours: float, by_hand: float) -> None:
    print(f"  {name:34}{ours:>12.1f} ms{by_hand:>12.1f} ms{ours / by_hand:>15.2f}", flush=True)


if __name__ == "__main__":
    main()
