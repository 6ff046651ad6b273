"""What a run reads: texts with their contributions, and for how many people each speaks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.text.normal_form import normal_form
from goldenthread_web.engagement.models import Contribution, Engagement, Question
from goldenthread_web.themes.queries.placements import readable

CHUNK = 2_000
FIELDS = ("pk", "text", "language", "response_id", "response__people_count")


@dataclass(slots=True)
class ReadContributions:
    """Columns of equal length, in order of contribution id."""

    ids: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    response_ids: list[int] = field(default_factory=list)
    people_of: dict[int, int] = field(default_factory=dict)

    def people_by(self, labels: Sequence[int]) -> Counter[int]:
        """Return for each label the people behind it, each response once a label."""
        pairs = set(zip(labels, self.response_ids, strict=True))
        people: Counter[int] = Counter()
        for label, response_id in pairs:
            people[label] += self.people_of[response_id]
        return people


def read_contributions(engagement: Engagement, question: Question | None) -> ReadContributions:
    """Return what sense is to be made of, a chunk at a time and nothing that is not needed."""
    found = readable(engagement)
    if question is not None:
        found = found.filter(question=question)
    read = ReadContributions()
    rows = found.order_by("pk").values_list(*FIELDS)
    for pk, text, language, response_id, people_count in rows.iterator(chunk_size=CHUNK):
        read.ids.append(pk)
        read.texts.append(text)
        read.response_ids.append(response_id)
        read.people_of[response_id] = people_count
        if language:
            read.languages.add(language)
    return read


def gone_meanwhile(read: ReadContributions, engagement: Engagement) -> dict[int, str]:
    """Return what was erased or shut away while a run read it: its text, by contribution id."""
    still = set(readable(engagement).order_by().values_list("pk", flat=True))
    return {pk: text for pk, text in zip(read.ids, read.texts, strict=True) if pk not in still}


def texts_of(contribution_ids: Sequence[int]) -> list[str]:
    """Return the texts that are still there of some contributions."""
    texts: list[str] = []
    for first in range(0, len(contribution_ids), CHUNK):
        part = Contribution.objects.filter(pk__in=contribution_ids[first : first + CHUNK])
        texts.extend(part.exclude(text="").values_list("text", flat=True))
    return texts


def has_own_words(copy: str, first: str) -> bool:
    """Return whether a copy differs by more than spaces, capitals and punctuation."""
    return copy != first and normal_form(copy) != normal_form(first)
