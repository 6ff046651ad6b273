"""Rows of a file become responses, a batch at a time, worked out before anything is locked."""

import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from goldenthread.engagement.earlier_words import EarlierOptions
from goldenthread.errors import InputError
from goldenthread.records.responses import OpenAnswer, OwnFields, RejectedRow, ResponseRow
from goldenthread.records.tables import TableLayout
from goldenthread_web.engagement.changes.contributions import (
    DescribedContribution,
    describe_contribution,
    store_contributions,
)
from goldenthread_web.engagement.changes.import_answers import store_answers_of
from goldenthread_web.engagement.changes.import_pace import WritingPace
from goldenthread_web.engagement.changes.import_questions import QuestionBook
from goldenthread_web.engagement.models import (
    EngagementResponse,
    EqualityAnswer,
    RejectedImportRow,
    ResponseImport,
)
from goldenthread_web.engagement.queries.import_changed import changed_rows
from goldenthread_web.engagement.queries.import_files import cells_of_rows
from goldenthread_web.engagement.queries.wordings import is_form_of_nobody, word_book

ROOM = {"language": 12, "audience": 160, "organisation": 160, "area": 120}
ROOM_OF_OWN = {
    "session_name": 120,
    "mandate": 200,
    "assisted_by_role": 80,
    "assisted_by_organisation": 160,
}
ROOM_FOR_OPTION, ROOM_FOR_EQUALITY_OPTION, ROOM_FOR_REASON = 300, 200, 400
AT_ONCE = 500
AGE = re.compile(r"\bage\b|\bold\b", re.IGNORECASE)
# An age, or an age band by where it begins.
SIXTEEN_OR_OVER = re.compile(r"(?:aged )?(?:1[6-9]|[2-9]\d)\b")


@dataclass
class ImportCounts:
    """What became of the rows so far, and where the import stands in the file."""

    accepted: int = 0
    known: int = 0
    changed: int = 0
    rejected: int = 0
    row_number: int = 0
    # The latest version of the form that a row answered.
    form_version: int = 1
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
        self,
        response_import: ResponseImport,
        book: QuestionBook,
        pace: WritingPace,
        earlier: EarlierOptions | None = None,
    ) -> None:
        self._import = response_import
        self._engagement = response_import.engagement
        self._book = book
        self._pace = pace
        self._earlier = earlier
        self._keeps_versions = is_form_of_nobody(self._engagement)
        self._purpose = self._engagement.equality_purpose[:300]
        self._asked = word_book(book.questions.values())
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
        known |= responses_by_number(self._engagement.pk, by_identity)
        new = {identity: row for identity, row in by_identity.items() if identity not in known}
        self.counts.known += len(rows) - len(new)
        here = {pk: by_identity[identity] for identity, pk in known.items()}
        self.counts.changed += len(changed_rows(here, list(self._book.questions), self._asked))
        return new

    def _prepare(
        self, rows: dict[str, ResponseRow], rejected: list[RejectedRow]
    ) -> list["PreparedResponse"]:
        prepared = []
        taken = numbers_taken(rows.values())
        for identity, as_asked in rows.items():
            row = self._earlier.in_words_of_now(as_asked) if self._earlier else as_asked
            response = self._response(row, identity)
            self.counts.form_version = max(self.counts.form_version, response.form_version)
            if row.own is not None and row.own.number not in taken:
                response.number = UUID(row.own.number)
            try:
                for place in row.further.places:
                    self._book.area_of(place.question, place.area)
                described = [self._words(response, answer) for answer in row.open_answers]
            except InputError as reason:
                rejected.append(RejectedRow(row.row_number, str(reason), ()))
                self.counts.without_cells.add(row.row_number)
            else:
                prepared.append(PreparedResponse(row, response, described))
        return prepared

    def _words(self, response: EngagementResponse, answer: OpenAnswer) -> DescribedContribution:
        described = describe_contribution(
            response=response,
            question=self._book.questions[answer.question],
            received=answer.received,
        )
        described.contribution.part = answer.part.value
        return described

    def _response(self, row: ResponseRow, identity: str) -> EngagementResponse:
        own = row.own or OwnFields("")
        # Of an exercise for under-18s nothing is kept that tells who and where, whatever a file says.
        is_told = not self._engagement.is_for_under_18
        return EngagementResponse(
            received_at=own.received_at or timezone.now(),
            started_at=own.started_at,
            form_version=self._version(row),
            session_name=own.session_name if is_told else "",
            mandate=own.mandate if is_told else "",
            assisted_by_role=own.assisted_by_role,
            assisted_by_organisation=own.assisted_by_organisation,
            engagement=self._engagement,
            response_import=self._import,
            imported_identity=identity,
            channel=row.channel.value,
            said_on=_day_in_london(row.date),
            language=row.language or "",
            audience=row.audience,
            capacity=row.capacity.value,
            organisation_name=row.organisation if is_told else "",
            area=row.area if is_told else "",
            people_count=row.people_count,
            is_young_person=row.is_young_person or self._engagement.is_for_under_18,
            may_publish_words=row.may_publish_words,
            is_invented=self._engagement.is_invented or own.is_invented,
        )

    def _version(self, row: ResponseRow) -> int:
        """Return the version that a row answered: versions of another form mean nothing here."""
        is_ours = row.own is not None and self._keeps_versions
        return row.own.form_version if row.own and is_ours else self._engagement.form_version

    def _store(self, prepared: list["PreparedResponse"], rejected: list[RejectedRow]) -> None:
        closed, equality = self._book.missing_options([one.row for one in prepared])
        lines = self._book.missing_rows([one.row for one in prepared])
        described = [one for made in prepared for one in made.described]
        with self._pace.short_write():
            if closed or equality:
                self._book.add_options(closed, equality)
            self._book.add_rows(lines)
            EngagementResponse.objects.bulk_create([made.response for made in prepared])
            store_contributions(described)
            store_answers_of([(made.row, made.response) for made in prepared], self._book)
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

    def _equality_answers(self, made: "PreparedResponse") -> Iterator[EqualityAnswer]:
        may_be_under_16 = made.response.is_young_person and not self._is_16_or_over(made.row)
        for one in made.row.equality_answers:
            kept_until = self._engagement.equality_kept_until
            question = self._book.equality_question(one.question)
            is_too_young = question.is_for_16_and_over and may_be_under_16
            if kept_until is not None and not is_too_young:
                yield EqualityAnswer(
                    response=made.response,
                    question=question,
                    option_id=self._book.equality_option(one.question, one.answer),
                    purpose=self._purpose,
                    delete_on=kept_until,
                )

    def _is_16_or_over(self, row: ResponseRow) -> bool:
        """Return whether a row says so: of a young person whose age is not told, it may not be."""
        about_age = [
            one.answer
            for one in row.equality_answers
            if AGE.search(self._book.equality_question(one.question).text)
        ]
        return any(SIXTEEN_OR_OVER.match(told) for told in (row.audience, *about_age))


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
    rooms: list[tuple[object, str, int]] = [(row, name, room) for name, room in ROOM.items()]
    rooms += [(row.own, name, room) for name, room in ROOM_OF_OWN.items() if row.own]
    for holder, name, room in rooms:
        value = str(getattr(holder, name) or "")
        if len(value) > room:
            return (
                f"The {name} “{value[:40]}” has {len(value)} characters; up to {room} are taken. "
                "Shorten it, or state in the mapping what it means."
            )
    options = [(option, ROOM_FOR_OPTION) for one in row.choices for option in one.options]
    options += [(text, ROOM_FOR_OPTION) for text in _further_options(row)]
    options += [(one.answer, ROOM_FOR_EQUALITY_OPTION) for one in row.equality_answers]
    for value, room in options:
        if len(value) > room:
            return (
                f"The choice “{value[:40]}…” has {len(value)} characters; up to {room} are taken. "
                "If people wrote in their own words, map the column as an open question."
            )
    return ""


def _further_options(row: ResponseRow) -> Iterator[str]:
    for ranking in row.further.rankings:
        yield from (option for _, option in ranking.options)
    for matrix in row.further.matrices:
        for line, option in matrix.choices:
            yield from (line, option)


def responses_by_number(engagement_id: int, rows: Mapping[str, ResponseRow]) -> dict[str, int]:
    """Return those of our own responses, by identity, that are in this engagement: removed ones too."""
    wanted = {
        UUID(row.own.number): identity
        for identity, row in rows.items()
        if row.own is not None and is_number(row.own.number)
    }
    found = EngagementResponse.objects.filter(engagement_id=engagement_id, number__in=list(wanted))
    return (
        {wanted[number]: pk for number, pk in found.values_list("number", "pk")} if wanted else {}
    )


def numbers_taken(rows: Iterable[ResponseRow]) -> set[str]:
    """Return the numbers of these rows that cannot be given here: no numbers, or taken elsewhere."""
    numbers = {row.own.number for row in rows if row.own is not None}
    known = [UUID(number) for number in numbers if is_number(number)]
    if not known:
        return numbers
    used = EngagementResponse.objects.filter(number__in=known).values_list("number", flat=True)
    here = set(map(str, used))
    return {one for one in numbers if not is_number(one) or str(UUID(one)) in here}


def is_number(text: str) -> bool:
    """Return whether this is the number of a response, as they are minted."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


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
