"""A sitting of nobody: the real pages of answering, with nothing kept and every question shown."""

from functools import cached_property

from django.utils import timezone

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.answering_steps import Step, question_steps
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.engagement.speaking import FormKey, Voice

ABOUT = (Step("about-you", "About you"), Step("your-words", "Your words"))
LAST = (Step("staying-in-touch", "Staying in touch"),)
YOUNG = Step("your-age", "About you")
EQUALITY = Step("equality", "Who is taking part")


class PreviewSitting(Sitting):
    """A sitting without a browser: it has no cookie, so nothing can be kept or sent."""

    def __init__(self, engagement: Engagement, language: str = "") -> None:
        self.engagement = engagement
        self.speak(language or (engagement.languages or ["en"])[0])
        self.tokens = None
        self.helper = []
        self.now = timezone.now()

    def voice_of(self, key: FormKey) -> Voice:
        """Return one that nobody shares: entering for somebody changes what is required."""
        return Voice(key)

    @cached_property
    def questions(self) -> list[Question]:
        """All of them: an officer looks at what only some people see, too."""
        return self.asked.questions

    @cached_property
    def steps(self) -> list[Step]:
        equality = (EQUALITY,) if self.equality_questions else ()
        if self.engagement.is_for_under_18:
            return [*question_steps(self.questions), YOUNG, ABOUT[-1], *equality]
        return [*question_steps(self.questions), *ABOUT, *LAST, *equality]
