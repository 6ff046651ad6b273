"""Statements and votes of a Polis conversation, joined to the people who gave them."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from goldenthread.engagement import iterate_statements, iterate_table, iterate_votes
from goldenthread.engagement.identity import id_identity
from goldenthread.errors import InputError
from goldenthread.records import polis
from goldenthread.records.engagement import Channel
from goldenthread.records.responses import RejectedRow
from goldenthread_web.engagement.changes.contributions import (
    DescribedContribution,
    describe_contribution,
    store_contributions,
)
from goldenthread_web.engagement.changes.import_pace import WritingPace
from goldenthread_web.engagement.changes.import_rows import (
    ROOM_FOR_REASON,
    ImportCounts,
    kept_identity,
    known_responses,
)
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementResponse,
    Question,
    RejectedImportRow,
    ResponseImport,
    Vote,
)
from goldenthread_web.engagement.queries.import_files import upload_limits
from goldenthread_web.engagement.queries.importing import PolisChoices

REJECTED_THERE = "The moderators of the conversation that it comes from rejected it"
NOT_ACCEPTED = "The moderators of the conversation did not accept this statement."
AT_ONCE = 500
VOTES_FOR_EACH_ROW = 5
VALUES = {
    polis.VoteValue.AGREE: Vote.Value.AGREE,
    polis.VoteValue.DISAGREE: Vote.Value.DISAGREE,
    polis.VoteValue.PASS: Vote.Value.PASS,
}
Report = Callable[[int], None]


def voter_identity(voter: str) -> str:
    """Return the stored identity of a participant: authors and voters have one numbering."""
    return kept_identity(id_identity(f"polis author {voter}"))


def statement_reference(engagement: Engagement, statement: str) -> str:
    """Return the address of a statement: found again from its number, guessed by nobody."""
    told = f"polis statement\x00{engagement.pk}\x00{statement}".encode()
    digest = hmac.new(settings.WORDS_KEY.encode(), told, sha256).digest()
    return urlsafe_b64encode(digest[:12]).decode()


@dataclass(frozen=True, slots=True)
class NumberedStatement:
    """A statement and where it stands in the file."""

    row_number: int
    statement: polis.Statement


class StatementWriter:
    """Brings the statements of one comments.csv in."""

    def __init__(
        self, response_import: ResponseImport, question: Question, choices: PolisChoices
    ) -> None:
        self._import = response_import
        self._engagement = response_import.engagement
        self._question = question
        self._choices = choices
        self.counts = ImportCounts()
        self.people = 0
        self._added_to_known: list[int] = []

    def take_back(self) -> None:
        """Delete what an import that failed added to responses of earlier files."""
        Contribution.objects.filter(pk__in=self._added_to_known).delete()

    def write(self, path: Path, pace: WritingPace, report: Report) -> None:
        """Store all statements: each author is one response, as people and words are counted apart."""
        taken, rejected = self._sorted_out(path)
        known = self._known(taken)
        new = [one for one in taken if one.statement.id not in known]
        authors = list(dict.fromkeys(one.statement.author for one in new))
        identities = {author: voter_identity(author) for author in authors}
        responses = known_responses(self._engagement.pk, list(identities.values()))
        for batch in pace.batches(authors):
            self._write_authors(batch, new, responses, pace)
            report(self.counts.accepted)
        for some in pace.batches(rejected):
            with pace.short_write():
                self._store_rejected(some)
        self._update_tallies(taken, known, pace)
        self.counts.known = len(known)

    def _sorted_out(self, path: Path) -> tuple[list[NumberedStatement], list[RejectedRow]]:
        taken: dict[str, NumberedStatement] = {}
        rejected: list[RejectedRow] = []
        for one in numbered_statements(path):
            self.counts.row_number = one.row_number
            if one.statement.id in taken:
                raise InputError(
                    f"Row {one.row_number}: the statement {one.statement.id} was there before. "
                    "Export the conversation again."
                )
            reason = self._why_not(one.statement)
            if reason:
                # What its moderators turned down may be abusive: its words are not kept.
                rejected.append(RejectedRow(one.row_number, reason, (one.statement.id,)))
            else:
                taken[one.statement.id] = one
        self.counts.rejected = len(rejected)
        return list(taken.values()), rejected

    def _why_not(self, statement: polis.Statement) -> str:
        if not statement.text.strip():
            return "This statement has no words."
        if self._choices.accepted_only and statement.moderation is not polis.Moderation.ACCEPTED:
            return NOT_ACCEPTED
        return ""

    def _known(self, taken: Sequence[NumberedStatement]) -> dict[str, Contribution]:
        """Return the statements that are here already. InputError if they are of another talk."""
        found = statements_by_id(self._engagement, [one.statement.id for one in taken])
        for one in taken:
            here = found.get(one.statement.id)
            is_removed = here is not None and here.status == Contribution.Status.REMOVED
            if here and not is_removed and bytes(here.received) != one.statement.text.encode():
                raise InputError(
                    f"Row {one.row_number}: this engagement has another statement with the "
                    f"number {one.statement.id}. Bring each conversation into its own engagement."
                )
        return found

    def _write_authors(
        self,
        authors: Sequence[str],
        new: Sequence[NumberedStatement],
        responses: dict[str, int],
        pace: WritingPace,
    ) -> None:
        by_author: dict[str, list[NumberedStatement]] = {author: [] for author in authors}
        for one in new:
            if one.statement.author in by_author:
                by_author[one.statement.author].append(one)
        made: list[EngagementResponse] = []
        described: list[DescribedContribution] = []
        for author, said in by_author.items():
            identity = voter_identity(author)
            if identity in responses:
                response = EngagementResponse(
                    pk=responses[identity], language=self._choices.language
                )
            else:
                response = self._response(identity, said)
                made.append(response)
            described += [self._describe(response, one.statement) for one in said]
        with pace.short_write():
            EngagementResponse.objects.bulk_create(made)
            stored = store_contributions(described)
        earlier = set(responses.values())
        self._added_to_known += [one.pk for one in stored if one.response_id in earlier]
        self.people += len(made)
        self.counts.accepted += len(described)

    def _response(self, identity: str, said: Sequence[NumberedStatement]) -> EngagementResponse:
        moments = [one.statement.at for one in said if one.statement.at]
        return EngagementResponse(
            engagement=self._engagement,
            response_import=self._import,
            imported_identity=identity,
            channel=Channel.ONLINE_SURVEY.value,
            said_on=timezone.localdate(min(moments)) if moments else None,
            audience=self._choices.audience,
            language=self._choices.language,
            may_publish_words=self._choices.may_publish_words,
            is_invented=self._engagement.is_invented,
        )

    def _describe(
        self, response: EngagementResponse, statement: polis.Statement
    ) -> DescribedContribution:
        described = describe_contribution(
            response=response, question=self._question, received=statement.text
        )
        contribution = described.contribution
        contribution.reference = statement_reference(self._engagement, statement.id)
        contribution.imported_agrees = statement.agrees
        contribution.imported_disagrees = statement.disagrees
        contribution.imported_moderation = statement.moderation.value
        if statement.moderation is polis.Moderation.REJECTED:
            contribution.status = Contribution.Status.WITHHELD
            contribution.withheld_reason = REJECTED_THERE
        return described

    def _store_rejected(self, rejected: Sequence[RejectedRow]) -> None:
        RejectedImportRow.objects.bulk_create(
            RejectedImportRow(
                response_import=self._import,
                row_number=row.row_number,
                reason=row.reason[:ROOM_FOR_REASON],
                cells=list(row.cells),
            )
            for row in rejected
        )

    def _update_tallies(
        self,
        taken: Sequence[NumberedStatement],
        known: dict[str, Contribution],
        pace: WritingPace,
    ) -> None:
        """A later export of the same conversation has later counts."""
        changed = []
        for one in taken:
            here = known.get(one.statement.id)
            if here is None or here.status == Contribution.Status.REMOVED:
                continue
            counts = (one.statement.agrees, one.statement.disagrees)
            if (here.imported_agrees, here.imported_disagrees) != counts:
                here.imported_agrees, here.imported_disagrees = counts
                changed.append(here)
        for some in pace.batches(changed):
            with pace.short_write():
                Contribution.objects.bulk_update(some, ["imported_agrees", "imported_disagrees"])


class VoteWriter:
    """Brings the votes of one votes.csv or participants-votes.csv in."""

    def __init__(self, response_import: ResponseImport) -> None:
        self._import = response_import
        self._engagement = response_import.engagement
        self.counts = ImportCounts()
        self.voters = 0
        self.without_statement = 0

    def write(self, path: Path, pace: WritingPace, report: Report) -> None:
        """Read all votes once to be sure of the file, then store them in batches."""
        voters, statements = self._look_through(path)
        targets = {
            number: one.pk for number, one in statements_by_id(self._engagement, statements).items()
        }
        if not targets:
            raise InputError(
                "These votes are about statements that are not here. Bring in the comments.csv "
                "of the same conversation first, into this engagement."
            )
        responses = self._responses(voters, pace)
        for batch in pace.batches(self._rows(iterate_votes(path), responses, targets)):
            self._store(list(chain.from_iterable(batch)), pace)
            report(self.counts.accepted + self.counts.known)
        self.voters = len(voters)

    def _look_through(self, path: Path) -> tuple[list[str], list[str]]:
        voters: dict[str, None] = {}
        statements: dict[str, None] = {}
        for vote in iterate_votes(path):
            voters[vote.voter] = None
            statements[vote.statement] = None
        return list(voters), list(statements)

    def _responses(self, voters: list[str], pace: WritingPace) -> dict[str, int]:
        """Return the response of each voter, made where somebody wrote nothing and only voted."""
        identities = {voter: voter_identity(voter) for voter in voters}
        known = known_responses(self._engagement.pk, list(identities.values()))
        missing = [identity for identity in identities.values() if identity not in known]
        for batch in pace.batches(missing):
            with pace.short_write():
                made = EngagementResponse.objects.bulk_create(
                    EngagementResponse(
                        engagement=self._engagement,
                        response_import=self._import,
                        imported_identity=identity,
                        channel=Channel.ONLINE_SURVEY.value,
                        is_invented=self._engagement.is_invented,
                    )
                    for identity in batch
                )
            known |= {str(one.imported_identity): one.pk for one in made}
        return {voter: known[identity] for voter, identity in identities.items()}

    def _rows(
        self, votes: Iterable[polis.Vote], responses: dict[str, int], targets: dict[str, int]
    ) -> Iterator[list[Vote]]:
        """Yield a few votes at a time: one weighs far less than a row with words."""
        some: list[Vote] = []
        for vote in votes:
            if vote.statement in targets:
                some.append(
                    Vote(
                        response_id=responses[vote.voter],
                        statement_id=targets[vote.statement],
                        value=VALUES[vote.value],
                        response_import=self._import,
                    )
                )
            else:
                self.without_statement += 1
            if len(some) == VOTES_FOR_EACH_ROW:
                yield some
                some = []
        if some:
            yield some

    def _store(self, votes: list[Vote], pace: WritingPace) -> None:
        # A participant who stands in the file twice votes once: the last line counts.
        wanted = {(vote.response_id, vote.statement_id): vote for vote in votes}
        here = Vote.objects.filter(
            response__in={response for response, _ in wanted},
            statement__in={statement for _, statement in wanted},
        )
        known = {pair for pair in here.values_list("response_id", "statement_id") if pair in wanted}
        with pace.short_write():
            # A vote that is here already takes its newer value and stays of its own file.
            Vote.objects.bulk_create(
                list(wanted.values()),
                update_conflicts=True,
                unique_fields=["response", "statement"],
                update_fields=["value"],
            )
        self.counts.known += len(known)
        self.counts.accepted += len(wanted) - len(known)


def numbered_statements(path: Path) -> Iterator[NumberedStatement]:
    """Yield the statements with their row numbers and cells as they stand in the file."""
    rows = iterate_table(path, limits=upload_limits()).rows
    for row, statement in zip(rows, iterate_statements(path), strict=True):
        yield NumberedStatement(row.number, statement)


def statements_by_id(engagement: Engagement, numbers: Sequence[str]) -> dict[str, Contribution]:
    """Return the statements of a conversation that are here, by their number in it."""
    by_reference = {statement_reference(engagement, number): number for number in numbers}
    references = list(by_reference)
    found: dict[str, Contribution] = {}
    for start in range(0, len(references), AT_ONCE):
        some = Contribution.objects.filter(
            response__engagement=engagement, reference__in=references[start : start + AT_ONCE]
        )
        found |= {by_reference[one.reference]: one for one in some.select_related("response")}
    return found
