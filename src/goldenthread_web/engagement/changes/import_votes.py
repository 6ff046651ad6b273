"""Votes that stand in columns, one for each statement, of a file with a row for each response."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone

from goldenthread.engagement.words import one_line
from goldenthread.records.importing import ColumnMapping, Use
from goldenthread.records.responses import GivenVote, RejectedRow, ResponseRow
from goldenthread_web.engagement.changes.import_rows import kept_identity, known_responses
from goldenthread_web.engagement.changes.statements import add_team_statements
from goldenthread_web.engagement.models import Contribution, Question, ResponseImport, Vote
from goldenthread_web.engagement.queries.statements import LONGEST_STATEMENT

Statement = tuple[str, str]


class ColumnVoteWriter:
    """Writes the votes of one import, once all its statements are here."""

    def __init__(self, response_import: ResponseImport, mapping: ColumnMapping) -> None:
        self._import = response_import
        self._statements = _statements_of_file(response_import, mapping)
        if _add_missing(response_import, mapping, self._statements):
            self._statements = _statements_of_file(response_import, mapping)

    def write(self, batch: Sequence[ResponseRow | RejectedRow]) -> None:
        """Store the votes of the responses that this import brought; those of others stay."""
        voters = {
            kept_identity(row.identity): row.further.votes
            for row in batch
            if isinstance(row, ResponseRow) and row.further.votes
        }
        known = known_responses(self._import.engagement_id, list(voters))
        own = set(
            self._import.responses.filter(pk__in=list(known.values())).values_list("pk", flat=True)
        )
        Vote.objects.bulk_create(
            [
                Vote(
                    response_id=known[identity],
                    statement_id=self._statements[key],
                    value=vote.value,
                    response_import=self._import,
                )
                for identity, votes in voters.items()
                if known.get(identity) in own
                for vote in votes
                if (key := _key_of(vote)) in self._statements
            ],
            ignore_conflicts=True,
        )


def _key_of(vote: GivenVote) -> Statement:
    return vote.question, one_line(vote.statement)


def _add_missing(
    response_import: ResponseImport, mapping: ColumnMapping, known: dict[Statement, int]
) -> bool:
    """Return whether statements were added that nobody in the file wrote: the team's, all held."""
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for column in mapping.used_as(Use.VOTE):
        is_known = (column.question, one_line(column.option)) in known
        if not is_known and len(column.option) <= LONGEST_STATEMENT:
            wanted[column.question].append(column.option)
    by = response_import.made_by
    if by is None or not wanted:
        return False
    asked = Question.objects.filter(
        engagement=response_import.engagement_id, key__in=wanted
    ).select_related("engagement")
    for question in asked:
        texts = list(dict.fromkeys(wanted[question.key]))
        add_team_statements(by=by, question=question, texts=texts, now=timezone.now(), is_held=True)
    return True


def _statements_of_file(
    response_import: ResponseImport, mapping: ColumnMapping
) -> dict[Statement, int]:
    """Return the statements of these questions by their words."""
    keys = {column.question for column in mapping.used_as(Use.VOTE)}
    found = Contribution.objects.filter(
        response__engagement=response_import.engagement_id,
        question__key__in=keys,
        question__kind=Question.Kind.STATEMENTS,
        part=Contribution.Part.STATEMENT,
    )
    return {
        (key, one_line(text)): pk
        for key, text, pk in found.values_list("question__key", "text", "pk")
    }
