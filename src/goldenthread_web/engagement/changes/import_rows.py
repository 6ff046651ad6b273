"""Rows of a file become responses, a batch at a time, worked out before anything is locked."""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from goldenthread.errors import InputError
from goldenthread.records.engagement import RejectedRow, ResponseRow, TableLayout
from goldenthread_web.engagement.changes.contributions import (
    DescribedContribution,
    describe_contribution,
    store_contributions,
)
from goldenthread_web.engagement.changes.import_pace import WritingPace
from goldenthread_web.engagement.changes.import_questions import QuestionBook
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    EngagementResponse,
    EqualityAnswer,
    RejectedImportRow,
    ResponseImport,
)
from goldenthread_web.engagement.queries.import_files import cells_of_rows

ROOM = {"language": 12, "audience": 160, "organisation": 160, "area": 120}
ROOM_FOR_OPTION, ROOM_FOR_EQUALITY_OPTION, ROOM_FOR_REASON = 300, 200, 400
AT_ONCE = 500


@dataclass
class ImportCounts:
    """What became of the rows so far, and where the import stands in the file."""

    accepted: int = 0
    known: int = 0
    rejected: int = 0
    row_number: int = 0
    # Rows that this site, not the reader, turned down: their cells are looked up at the end.
    without_cells: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        return self.accepted + self.known + self.rejected


def kept_identity(identity: str) -> str:
    """Return the identity as it is stored: keyed, so that nobody can guess erased words from it."""
    return hmac.new(
        settings.WORDS_KEY.encode(), b"imported row\x00" + identity.encode(), sha256
    ).hexdigest()


class RowWriter:
    """Writes the rows of one import."""

    def __init__(
        self, response_import: ResponseImport, book: QuestionBook, pace: WritingPace
    ) -> None:
        self._import = response_import
        self._engagement = response_import.engagement
        self._book = book
        self._pace = pace
        self._purpose = self._engagement.equality_purpose[:300]
        self.counts = ImportCounts()

    def write(self, batch: Sequence[ResponseRow | RejectedRow]) -> None:
        """Store one batch: what is known already is counted, what cannot be taken is listed."""
        rejected = [row for row in batch if isinstance(row, RejectedRow)]
        taken: list[ResponseRow] = []
        for row in batch:
            if isinstance(row, ResponseRow):
                reason = why_too_long(row)
                if reason:
                    rejected.append(RejectedRow(row.row_number, reason, ()))
                    self.counts.without_cells.add(row.row_number)
                else:
                    taken.append(row)
        prepared = self._prepare(self._without_known(taken), rejected)
        self._store(prepared, rejected)
        self.counts.row_number = max(row.row_number for row in batch)

    def _without_known(self, rows: list[ResponseRow]) -> dict[str, ResponseRow]:
        """Return the new rows by their kept identity. A repeated id with the same cells is known."""
        by_identity: dict[str, ResponseRow] = {}
        for row in rows:
            by_identity.setdefault(kept_identity(row.identity), row)
        known = known_responses(self._engagement.pk, list(by_identity))
        new = {identity: row for identity, row in by_identity.items() if identity not in known}
        self.counts.known += len(rows) - len(new)
        return new

    def _prepare(
        self, rows: dict[str, ResponseRow], rejected: list[RejectedRow]
    ) -> list["PreparedResponse"]:
        prepared = []
        for identity, row in rows.items():
            response = self._response(row, identity)
            try:
                described = [
                    describe_contribution(
                        response=response,
                        question=self._book.questions[answer.question],
                        received=answer.received,
                    )
                    for answer in row.open_answers
                ]
            except InputError as reason:
                rejected.append(RejectedRow(row.row_number, str(reason), ()))
                self.counts.without_cells.add(row.row_number)
            else:
                prepared.append(PreparedResponse(row, response, described))
        return prepared

    def _response(self, row: ResponseRow, identity: str) -> EngagementResponse:
        return EngagementResponse(
            engagement=self._engagement,
            response_import=self._import,
            imported_identity=identity,
            channel=row.channel.value,
            said_on=_day_in_london(row.date),
            language=row.language or "",
            audience=row.audience,
            capacity=row.capacity.value,
            organisation_name=row.organisation,
            area=row.area,
            people_count=row.people_count,
            is_young_person=row.is_young_person,
            may_publish_words=row.may_publish_words,
            is_invented=self._engagement.is_invented,
        )

    def _store(self, prepared: list["PreparedResponse"], rejected: list[RejectedRow]) -> None:
        closed, equality = self._book.missing_options([one.row for one in prepared])
        described = [one for made in prepared for one in made.described]
        with self._pace.short_write():
            if closed or equality:
                self._book.add_options(closed, equality)
            EngagementResponse.objects.bulk_create([made.response for made in prepared])
            store_contributions(described)
            ChoiceAnswer.objects.bulk_create(
                [answer for made in prepared for answer in self._choices(made)]
            )
            EqualityAnswer.objects.bulk_create(
                [answer for made in prepared for answer in self._equality_answers(made)]
            )
            self._store_rejected(rejected)
        self.counts.accepted += len(prepared)
        self.counts.rejected += len(rejected)

    def _store_rejected(self, rejected: list[RejectedRow]) -> None:
        RejectedImportRow.objects.bulk_create(
            RejectedImportRow(
                response_import=self._import,
                row_number=row.row_number,
                reason=row.reason[:ROOM_FOR_REASON],
                cells=list(row.cells),
            )
            for row in rejected
        )

    def _choices(self, made: "PreparedResponse") -> Iterator[ChoiceAnswer]:
        for choice in made.row.choices:
            for option in choice.options:
                yield ChoiceAnswer(
                    response=made.response,
                    question=self._book.questions[choice.question],
                    option_id=self._book.options[choice.question, option],
                )

    def _equality_answers(self, made: "PreparedResponse") -> Iterator[EqualityAnswer]:
        for one in made.row.equality_answers:
            kept_until = self._engagement.equality_kept_until
            if kept_until is not None:
                yield EqualityAnswer(
                    response=made.response,
                    question=self._book.equality_question(one.question),
                    option_id=self._book.equality_options[one.question, one.answer],
                    purpose=self._purpose,
                    delete_on=kept_until,
                )


@dataclass(frozen=True, slots=True)
class PreparedResponse:
    """One row, and what is stored for it."""

    row: ResponseRow
    response: EngagementResponse
    described: list[DescribedContribution]


def known_responses(engagement_id: int, identities: Sequence[str]) -> dict[str, int]:
    """Return the responses that were brought in under these identities, removed ones too."""
    found: dict[str, int] = {}
    for start in range(0, len(identities), AT_ONCE):
        some = EngagementResponse.objects.filter(
            engagement_id=engagement_id, imported_identity__in=identities[start : start + AT_ONCE]
        )
        found |= {str(identity): pk for identity, pk in some.values_list("imported_identity", "pk")}
    return found


def why_too_long(row: ResponseRow) -> str:
    """Return why a row does not fit the fields of this site, "" if it does."""
    for name, room in ROOM.items():
        value = str(getattr(row, name) or "")
        if len(value) > room:
            return (
                f"The {name} “{value[:40]}” has {len(value)} characters; up to {room} are taken. "
                "Shorten it, or state in the mapping what it means."
            )
    options = [(option, ROOM_FOR_OPTION) for one in row.choices for option in one.options]
    options += [(one.answer, ROOM_FOR_EQUALITY_OPTION) for one in row.equality_answers]
    for value, room in options:
        if len(value) > room:
            return (
                f"The choice “{value[:40]}…” has {len(value)} characters; up to {room} are taken. "
                "If people wrote in their own words, map the column as an open question."
            )
    return ""


def _day_in_london(moment: datetime | date | None) -> date | None:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def fill_in_cells(
    *, response_import: ResponseImport, path: Path, counts: ImportCounts, layout: TableLayout
) -> None:
    """Look up the cells of rows that this site turned down, so that they can be mended."""
    if not counts.without_cells:
        return
    cells = cells_of_rows(path, frozenset(counts.without_cells), layout)
    numbers = sorted(cells)
    for start in range(0, len(numbers), AT_ONCE):
        rows = RejectedImportRow.objects.filter(
            response_import=response_import, row_number__in=numbers[start : start + AT_ONCE]
        )
        for row in (filled := list(rows)):
            row.cells = list(cells[row.row_number])
        RejectedImportRow.objects.bulk_update(filled, ["cells"])
