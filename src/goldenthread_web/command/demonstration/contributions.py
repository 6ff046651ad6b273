"""Finding a contribution of the example by its file, its id and its question."""

from collections.abc import Mapping

from goldenthread_web.command.demonstration.example_files import read_response_rows, read_toml
from goldenthread_web.command.demonstration.listening import question_keys
from goldenthread_web.engagement.changes.contributions import plain_words
from goldenthread_web.engagement.models import Contribution, Engagement

Place = tuple[str, str, str]


def contributions_by_place(engagements: Mapping[str, Engagement]) -> dict[Place, Contribution]:
    """Return the contributions by (file, id, question key), as the example's files name them.

    The store keeps no ids of a file, so rows are met again by what was said.
    """
    described = {
        entry.get("file", ""): entry for entry in read_toml("engagements.toml")["engagement"]
    }
    found: dict[Place, Contribution] = {}
    for name, engagement in engagements.items():
        if name:
            keys = question_keys(engagement, described[name])
            waiting = _contributions_by_words(engagement)
            for row in read_response_rows(name):
                for key, stored_key in keys.items():
                    words = plain_words(row[key])
                    queue = waiting.get((stored_key, words))
                    if words and queue:
                        found[name, row["id"], key] = queue.pop(0)
    return found


def _contributions_by_words(engagement: Engagement) -> dict[tuple[str, str], list[Contribution]]:
    """Return contributions by question and words; equal ones stand in the order of the file."""
    waiting: dict[tuple[str, str], list[Contribution]] = {}
    stored = Contribution.objects.filter(response__engagement=engagement)
    for contribution in stored.select_related("question", "response").order_by("id"):
        key = contribution.question.key if contribution.question else ""
        waiting.setdefault((key, contribution.text), []).append(contribution)
    return waiting
