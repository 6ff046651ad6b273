"""What is asked: sections, questions, options, and when each is shown."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread_web.engagement.models.exercise import Engagement
from goldenthread_web.engagement.models.form_parts import FormPart
from goldenthread_web.indicators.models import AreaSet
from goldenthread_web.people.models import Person


class Section(FormPart):
    """Questions that belong together: one topic."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["engagement", "position", "id"]

    def __str__(self) -> str:
        return self.title


class Question(FormPart):
    """One question of an engagement."""

    class Kind(models.TextChoices):
        OPEN = "open", "Open: people write"
        ONE_CHOICE = "one choice", "One choice"
        SEVERAL_CHOICES = "several choices", "Several choices"
        RATING = "rating", "Rating: a number on a scale"
        RANKING = "ranking", "Ranking: put in order"
        MATRIX = "matrix", "Matrix: one choice in each row"
        NUMBER = "number", "Number"
        DATE = "date", "Date"
        AREA = "area", "Postcode or area"
        PLACE = "place", "A pin on the map"
        STATEMENTS = "statements", "Statements: agree, disagree or pass"
        FILE = "file", "A picture or PDF"

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.CharField(max_length=400)
    help_text = models.CharField(max_length=400, blank=True)
    is_required = models.BooleanField(default=False)
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    # Of an open question: one line rather than a box.
    is_short = models.BooleanField(default=False)
    # The ends of a rating, the bounds of a number. The labels stand at the ends of a rating.
    lowest = models.IntegerField(null=True, blank=True)
    highest = models.IntegerField(null=True, blank=True)
    lowest_label = models.CharField(max_length=80, blank=True)
    highest_label = models.CharField(max_length=80, blank=True)
    most_choices = models.PositiveSmallIntegerField(null=True, blank=True)
    area_set = models.ForeignKey(AreaSet, models.PROTECT, null=True, blank=True, related_name="+")
    # Of statements: whether people may add their own.
    takes_own_statements = models.BooleanField(default=False)
    # The version of the form that brought it, and since when it is asked no more.
    first_version = models.PositiveSmallIntegerField(default=1)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["engagement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "key"], name="one_question_a_key"),
        ]

    def __str__(self) -> str:
        return self.text


class QuestionOption(FormPart):
    """One option of a closed question."""

    way_to_engagement = "question__engagement"
    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    # Written by somebody in a file, and not taken over by an officer: not offered to others.
    is_from_file = models.BooleanField(default=False)
    # "Other, please say": what is said is a contribution, and the tick stays a tick.
    is_other = models.BooleanField(default=False)
    # "None of these": cannot be ticked together with others.
    is_exclusive = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "text"], name="one_option_a_text"),
        ]

    def __str__(self) -> str:
        return self.text


class MatrixRow(FormPart):
    """One row of a matrix: its options are those of the question."""

    way_to_engagement = "question__engagement"
    question = models.ForeignKey(Question, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "text"], name="one_matrix_row_a_text"),
        ]

    def __str__(self) -> str:
        return self.text


class ShowCondition(FormPart):
    """A question or a section is shown only if an earlier answer fits; all its conditions must."""

    way_to_engagement = "depends_on__engagement"

    class Comparison(models.TextChoices):
        ANY_OF = "any of", "is any of these"
        NONE_OF = "none of", "is none of these"
        AT_LEAST = "at least", "is at least"
        AT_MOST = "at most", "is at most"
        ANSWERED = "answered", "was answered"

    question = models.ForeignKey(
        Question, models.CASCADE, null=True, blank=True, related_name="conditions"
    )
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="conditions"
    )
    depends_on = models.ForeignKey(Question, models.CASCADE, related_name="conditions_of_others")
    comparison = models.CharField(max_length=10, choices=Comparison.choices)
    number = models.IntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question=None, section__isnull=False)
                | Q(section=None, question__isnull=False),
                name="a_condition_shows_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(comparison__in=["at least", "at most"]) | Q(number__isnull=False),
                name="a_bound_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.depends_on} {self.get_comparison_display()}"


class ConditionOption(FormPart):
    """One of the options that a condition names."""

    way_to_engagement = "condition__depends_on__engagement"
    condition = models.ForeignKey(ShowCondition, models.CASCADE, related_name="named_options")
    option = models.ForeignKey(QuestionOption, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "option"], name="a_condition_names_an_option_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.option}"


class QuestionWording(models.Model):
    """The words of a question from one version of the form on, with what changed and why.

    `words` holds what people could read: "text", "help", "lowest_label",
    "highest_label", "options" and "rows" (number: text), and "translations"
    (language: the same again). A response is read with the last wording whose
    version is not after its own; where there is none, with the question as it is.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="wordings")
    version = models.PositiveSmallIntegerField()
    words = models.JSONField()
    what_changed = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question", "version"]
        constraints = [
            models.UniqueConstraint(fields=["question", "version"], name="one_wording_a_version"),
            models.CheckConstraint(
                condition=Q(what_changed="") | ~Q(why=""), name="a_change_of_words_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"wording {self.version} of question {self.question_id}"


class SavedQuestion(models.Model):
    """A question kept for other engagements; `content` is read by `changes/library.py`."""

    title = models.CharField(max_length=160, unique=True)
    content = models.JSONField()
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
