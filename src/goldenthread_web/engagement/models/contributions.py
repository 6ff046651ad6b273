"""One thing said: the only place where words live."""

from secrets import token_hex, token_urlsafe

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread_web.engagement.models.imports import ResponseImport
from goldenthread_web.engagement.models.questions import Question
from goldenthread_web.engagement.models.responses import EngagementResponse


def new_salt() -> str:
    """Return the salt that makes the digest of a short quote unguessable."""
    return token_hex(16)


def new_reference() -> str:
    """Return 72 random bits for the address of one contribution."""
    return token_urlsafe(9)


class Contribution(models.Model):
    """The unit of sense-making: text in NFC beside the bytes as they were received.

    Offsets everywhere are in code points of `text`. Public pages read it
    through `queries.released()` only.
    """

    class Status(models.TextChoices):
        HELD = "held", "Held"
        RELEASED = "released", "Released"
        REDACTED = "released with redactions", "Released with redactions"
        WITHHELD = "withheld", "Withheld"
        SAFEGUARDING = "safeguarding", "With the safeguarding lead"
        REMOVED = "removed", "Removed"

    class Part(models.TextChoices):
        ANSWER = "answer", "Answer"
        OTHER = "other", "Other, please say"
        PLACE = "place", "What they said of the place"
        STATEMENT = "statement", "A statement for others to vote on"

    response = models.ForeignKey(EngagementResponse, models.PROTECT, related_name="contributions")
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    # What its public address is made of: random, so that nobody can count through.
    reference = models.CharField(max_length=16, unique=True, default=new_reference)
    text = models.TextField()
    received = models.BinaryField()
    language = models.CharField(max_length=12, blank=True)
    # Of a question with more than one place for words: what these words are.
    part = models.CharField(max_length=20, choices=Part.choices, default=Part.ANSWER)
    # "Noted by the scribe" and the like: words that are not the speaker's own.
    noted_by = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=30, choices=Status.choices, default=Status.HELD)
    withheld_reason = models.CharField(max_length=200, blank=True)
    needs_second_person = models.BooleanField(default=False)
    has_finding = models.BooleanField(default=False)
    is_flagged = models.BooleanField(default=False)
    salt = models.CharField(max_length=32, default=new_salt, blank=True)
    # Of a statement that was put to others elsewhere.
    imported_agrees = models.PositiveIntegerField(null=True, blank=True)
    imported_disagrees = models.PositiveIntegerField(null=True, blank=True)
    imported_moderation = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="removed") | Q(text="", salt=""), name="removed_words_are_gone"
            ),
            models.CheckConstraint(
                condition=~Q(status="withheld") | ~Q(withheld_reason=""),
                name="what_is_withheld_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status="removed") | ~Q(text=""), name="a_contribution_has_words"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "id"], name="contributions_by_status"),
            models.Index(fields=["question", "status"], name="contributions_by_question"),
            # Counting by status looks at this alone, not at rows that are full of words.
            models.Index(fields=["response", "status"], name="contributions_of_response"),
        ]

    def __str__(self) -> str:
        return f"contribution {self.reference}"

    @property
    def provenance(self) -> str:
        """Who wrote these words, where it was not the speaker: stands wherever they are shown."""
        if not self.noted_by:
            return ""
        if self.response.is_from_team:
            return "Written by the team"
        if (recording := getattr(self, "recording", None)) is not None:
            return str(recording.label)
        return f"Noted by {self.noted_by}, not word for word"

    @property
    def is_public(self) -> bool:
        return self.status in {self.Status.RELEASED, self.Status.REDACTED}


class Vote(models.Model):
    """Agree, disagree or pass on a statement; the last one of each voter counts."""

    class Value(models.IntegerChoices):
        AGREE = 1, "Agree"
        PASS = 0, "Pass"
        DISAGREE = -1, "Disagree"

    response = models.ForeignKey(EngagementResponse, models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Contribution, models.CASCADE, related_name="votes")
    value = models.SmallIntegerField(choices=Value.choices)
    voted_at = models.DateTimeField(default=timezone.now)
    # The file that brought it: votes of known voters too wait until it is complete.
    response_import = models.ForeignKey(
        ResponseImport, models.PROTECT, null=True, blank=True, related_name="votes"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "statement"], name="one_vote_a_statement"),
        ]

    def __str__(self) -> str:
        return self.get_value_display()
