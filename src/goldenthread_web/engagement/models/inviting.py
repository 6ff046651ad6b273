"""Who is asked to take part, by which letter or mail, and whether a code was used."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread_web.engagement.models.exercise import Engagement
from goldenthread_web.people.models import Person


class InvitationList(models.Model):
    """Organisations and people who may be written to, kept for more than one engagement."""

    name = models.CharField(max_length=120, unique=True)
    purpose = models.CharField(max_length=300)
    # On the public page of engagements people can add themselves to it.
    is_open_to_join = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Invitee(models.Model):
    """One organisation or person on a list: an e-mail address, a postal address, or both."""

    invitation_list = models.ForeignKey(InvitationList, models.CASCADE, related_name="invitees")
    name = models.CharField(max_length=160, blank=True)
    organisation_name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    postal_address = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="en")
    # They asked themselves, and confirmed it from their mail.
    asked_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["invitation_list", "organisation_name", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation_list", "email"],
                condition=~Q(email=""),
                name="an_email_stands_once_on_a_list",
            ),
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(postal_address=""), name="an_invitee_can_be_reached"
            ),
        ]

    def __str__(self) -> str:
        return f"invitee {self.pk}"


class Invitation(models.Model):
    """One code to take part with, for an invitee or for whoever holds the letter.

    The code is derived from `seed` and a key outside the database, so that it can
    be printed again and is stored nowhere. `used_at` says that it was used, never
    for which response.
    """

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="invitations")
    invitee = models.ForeignKey(Invitee, models.CASCADE, null=True, related_name="invitations")
    batch = models.CharField(max_length=120, blank=True)
    seed = models.CharField(max_length=32, unique=True)
    code_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    printed_at = models.DateTimeField(null=True, blank=True)
    # The day only: the minute would lead to the response.
    used_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["engagement", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "invitee"], name="an_invitee_is_invited_once"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


MAY_HAVE_ARRIVED = "It may have arrived: ask before you try again."


class Message(models.Model):
    """One mail of an engagement to one invitee or contact: sent once, whatever fails.

    It is marked as being sent before it is handed over. If the program is stopped
    in between, nobody knows whether it arrived: a person decides on trying again.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", "Invitation"
        REMINDER = "reminder", "Reminder"
        THANKS = "thanks", "Thanks"
        OUTCOME = "outcome", "What came of it"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="messages")
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, null=True, blank=True, related_name="messages"
    )
    # Of somebody who left how to reach them with their response.
    contact = models.ForeignKey(
        "engagement.ResponseContact", models.CASCADE, null=True, blank=True, related_name="messages"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    # Which reminder: 1, 2; of other kinds always 1.
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    error = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["engagement", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "kind", "number"],
                condition=Q(invitation__isnull=False),
                name="an_invitee_gets_each_message_once",
            ),
            models.UniqueConstraint(
                fields=["contact", "kind", "number"],
                condition=Q(contact__isnull=False),
                name="a_contact_gets_each_message_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def may_have_arrived(self) -> bool:
        """Whether nobody knows if the mail server took it: sent again, it may come twice."""
        return self.state == self.State.SENDING or MAY_HAVE_ARRIVED in self.error


NOT_SENT = (Message.State.WAITING, Message.State.FAILED)


class MessageWording(models.Model):
    """The words of a mail or letter of one engagement in one language, as an officer wrote them.

    Where there is none, the words that come with the program are used.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", "Invitation"
        REMINDER = "reminder", "Reminder"
        THANKS = "thanks", "Thanks"
        OUTCOME = "outcome", "What came of it"
        LETTER = "letter", "Printed letter"

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="message_wordings")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    language = models.CharField(max_length=12, default="en")
    subject = models.CharField(max_length=160)
    body = models.TextField()
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["engagement", "kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "kind", "language"], name="one_wording_a_message_and_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.language}"


class LetterFile(models.Model):
    """Letters ready to be printed: names, addresses and codes, so it is deleted after a day."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="letter_files")
    file = models.FileField(upload_to="letters/", max_length=200)
    ending = models.CharField(max_length=4)
    count = models.PositiveIntegerField()
    # Only they can take it.
    made_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.count} letters"
