"""What a package brings beside its rows: earlier words, files, and decisions made elsewhere.

Nothing of it is public here before a person of this place decides.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from goldenthread.engagement.identity import id_identity
from goldenthread.engagement.own_package import OwnPackage, digest_of_words
from goldenthread.engagement.sent_files import rewrite_apart
from goldenthread.errors import InputError
from goldenthread.records.own_package import DecisionElsewhere as Told
from goldenthread.records.own_package import (
    EarlierWords,
    ExportedForm,
    ExportedQuestion,
    FileElsewhere,
)
from goldenthread_web.engagement.changes.import_pace import WritingPace
from goldenthread_web.engagement.changes.import_questions import QuestionBook
from goldenthread_web.engagement.changes.import_rows import (
    is_number,
    kept_identity,
    known_responses,
)
from goldenthread_web.engagement.models import (
    Contribution,
    DecisionElsewhere,
    EngagementResponse,
    FileAnswer,
    PersonalDataFinding,
    Question,
    QuestionOption,
    QuestionWording,
    ResponseImport,
)

AT_ONCE = 500
TAKEN_OUT_THERE = "Taken out elsewhere"
SAYS_SOMETHING = {"released", "released with redactions", "withheld"}
SCALARS = {"help": "help_text", "lowest_label": "lowest_label", "highest_label": "highest_label"}
ROOM = {"help": 400, "lowest_label": 80, "highest_label": 80}


def bring_in_form(form: ExportedForm, book: QuestionBook) -> None:
    """Complete the questions that this import made: options in order, and their earlier words."""
    for told in form.questions:
        question = book.questions.get(told.key)
        if question is not None and question.pk in book.made_questions:
            book.offer_in_order(told.key, [option.text for option in told.options])
            _fill_in_what_tables_do_not_say(question, told)


def _fill_in_what_tables_do_not_say(question: Question, told: ExportedQuestion) -> None:
    question.retired_at = timezone.now() if told.is_retired else None
    for name, field in SCALARS.items():
        setattr(question, field, getattr(told, name)[: ROOM[name]])
    question.save()
    for option in told.options:
        QuestionOption.objects.filter(question=question, text=option.text).update(
            is_other=option.is_other,
            is_exclusive=option.is_exclusive,
            retired_at=timezone.now() if option.is_retired else None,
        )


def keep_earlier_words(form: ExportedForm, book: QuestionBook) -> None:
    """Keep what was asked before of the questions that this import made, once all options are there."""
    for told in form.questions:
        made = Question.objects.filter(pk__in=book.made_questions, key=told.key)
        made.update(first_version=told.first_version)
    QuestionWording.objects.bulk_create(
        QuestionWording(
            question=book.questions[told.key],
            version=one.version,
            words=_words_as_kept(told.key, one, book),
            what_changed=one.what_changed[:300] if one.why else "",
            why=one.why[:300],
        )
        for told in form.questions
        if told.key in book.questions and book.questions[told.key].pk in book.made_questions
        for one in told.wordings
    )


def _words_as_kept(key: str, told: EarlierWords, book: QuestionBook) -> dict[str, Any]:
    return {
        **{name: getattr(told, name) for name in ("text", *SCALARS)},
        "options": {
            str(book.options[key, now]): then
            for now, then in told.options
            if (key, now) in book.options
        },
        "rows": {
            str(book.rows[key, now]): then for now, then in told.rows if (key, now) in book.rows
        },
        "translations": {},
    }


class PackageWriter:
    """Stores the files of one package, and notes what was decided elsewhere."""

    def __init__(
        self, response_import: ResponseImport, book: QuestionBook, pace: WritingPace
    ) -> None:
        self._import, self._book, self._pace = response_import, book, pace
        self.files, self.decisions, self.without_row = 0, 0, 0
        self.not_taken: list[str] = []

    def write(self, package: OwnPackage, form: ExportedForm, report: Callable[[str], None]) -> None:
        """Store all that belongs to responses which this import brought in."""
        for files in _in_lots(package.files(), 20):
            self._store_files(package, form, files)
            report(f"{self.files:,} files")
        for decisions in _in_lots(package.decisions(), AT_ONCE):
            self._note(form, decisions)
            report(f"{self.decisions:,} decisions made elsewhere")

    @property
    def told(self) -> str:
        """What came beside the rows, in words; "" for nothing."""
        said = []
        if self.files:
            said.append(
                "1 file came with them and is held."
                if self.files == 1
                else f"{self.files:,} files came with them and are held."
            )
        if self.not_taken:
            count = len(self.not_taken)
            files = "1 file" if count == 1 else f"{count:,} files"
            said.append(f"{files} could not be taken: {self.not_taken[0]}")
        if self.without_row:
            files = (
                "1 file belongs" if self.without_row == 1 else f"{self.without_row:,} files belong"
            )
            said.append(
                f"{files} to rows that were not taken. To have them too, mend the rows in the "
                "“responses.csv” of the zip, and send the zip again."
            )
        if self.decisions:
            said.append(
                f"Of {self.decisions:,} things it says what was decided elsewhere; "
                "here nothing is public until somebody decides."
            )
        return " ".join(said)

    def _responses(self, numbers: set[str]) -> dict[str, int]:
        """Return the responses of this import by the number that they had elsewhere."""
        wanted = {kept_identity(id_identity(number)): number for number in numbers}
        found = EngagementResponse.objects.filter(
            response_import=self._import, imported_identity__in=list(wanted)
        )
        return {
            wanted[str(identity)]: pk
            for identity, pk in found.values_list("imported_identity", "pk")
        }

    def _here(self, numbers: set[str]) -> set[str]:
        """Return which of these responses came before, as they were or from elsewhere."""
        identities = {kept_identity(id_identity(number)): number for number in numbers}
        known = known_responses(self._import.engagement_id, list(identities))
        own = EngagementResponse.objects.filter(
            engagement=self._import.engagement_id,
            number__in=[number for number in numbers if is_number(number)],
        )
        return {identities[one] for one in known} | set(
            map(str, own.values_list("number", flat=True))
        )

    def _store_files(
        self, package: OwnPackage, form: ExportedForm, files: Sequence[FileElsewhere]
    ) -> None:
        responses = self._responses({one.response for one in files})
        here = responses.keys() | self._here({one.response for one in files})
        for one in files:
            self.without_row += one.response not in here
            question = self._book.questions.get(one.question)
            if one.response not in responses or question is None:
                continue
            if question.kind != Question.Kind.FILE:
                continue
            try:
                sent = rewrite_apart(package.content_of(one.name))
            except InputError as reason:
                self.not_taken.append(str(reason))
                continue
            answer = FileAnswer(
                response_id=responses[one.response],
                question=question,
                ending=sent.ending,
                size=len(sent.content),
                digest=sha256(sent.content).hexdigest(),
                alternative_text=one.alternative_text[:300],
            )
            # The store may be far away: nobody's write waits for it.
            answer.file.save("file", ContentFile(sent.content), save=False)
            with self._pace.short_write():
                answer.save()
                self._note_of_file(form, answer, one)
            self.files += 1

    def _note_of_file(self, form: ExportedForm, answer: FileAnswer, told: FileElsewhere) -> None:
        if told.outcome in SAYS_SOMETHING:
            self.decisions += 1
            DecisionElsewhere.objects.create(file=answer, **_facts_of_decision(form, told))

    def _note(self, form: ExportedForm, decisions: Sequence[Told]) -> None:
        responses = self._responses({one.response for one in decisions})
        words = _words_by_place(list(responses.values()))
        facts, findings = [], []
        for one in decisions:
            question = self._book.questions.get(one.question)
            place = (responses.get(one.response, 0), question.pk if question else 0, one.part)
            said = words.get((*place, one.place))
            if said is None or one.outcome not in SAYS_SOMETHING:
                continue
            if digest_of_words(said.text) != one.digest:
                continue
            facts.append(DecisionElsewhere(contribution=said, **_facts_of_decision(form, one)))
            findings += [
                PersonalDataFinding(
                    contribution=said,
                    start=mark.start,
                    end=mark.end,
                    kind=mark.kind.value,
                    method=TAKEN_OUT_THERE,
                )
                for mark in one.taken_out
                if mark.end <= len(said.text)
            ]
        with self._pace.short_write():
            DecisionElsewhere.objects.bulk_create(facts)
            PersonalDataFinding.objects.bulk_create(findings)
            marked = {one.contribution_id for one in findings}
            Contribution.objects.filter(pk__in=marked).update(has_finding=True)
        self.decisions += len(facts)


def _facts_of_decision(form: ExportedForm, told: Told | FileElsewhere) -> dict[str, Any]:
    return {
        "outcome": told.outcome,
        "reason": told.reason[:200],
        "decided_on": told.decided_on,
        "exported_from": form.title[:200],
        "exported_on": form.exported_on,
    }


def _words_by_place(responses: list[int]) -> dict[tuple[int, int, str, int], Contribution]:
    """Return what these responses say, by response, question, part and place among them."""
    found: dict[tuple[int, int, str, int], Contribution] = {}
    numbers: dict[tuple[int, int, str], int] = defaultdict(int)
    said = Contribution.objects.filter(response__in=responses).order_by("response", "pk")
    for one in said.only("pk", "text", "response_id", "question_id", "part"):
        place = (one.response_id, one.question_id or 0, one.part)
        numbers[place] += 1
        found[*place, numbers[place]] = one
    return found


def _in_lots(found: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while lot := list(islice(found, size)):
        yield lot
