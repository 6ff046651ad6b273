"""Drafts made from the record of an exercise: privacy notice, impact assessment, equality."""

from collections.abc import Callable

from goldenthread.records.drafts import Draft
from goldenthread_web.engagement.opening_drafts.equality_screening import equality_screening
from goldenthread_web.engagement.opening_drafts.impact_assessment import impact_assessment
from goldenthread_web.engagement.opening_drafts.privacy_notice import privacy_notice
from goldenthread_web.engagement.opening_drafts.record import ExerciseRecord

DRAFTS: dict[str, tuple[str, Callable[[ExerciseRecord], Draft]]] = {
    "privacy-notice": ("Privacy notice", privacy_notice),
    "impact-assessment": ("Data protection impact assessment", impact_assessment),
    "equality-screening": ("Equality screening", equality_screening),
}

__all__ = ["DRAFTS", "ExerciseRecord", "equality_screening", "impact_assessment", "privacy_notice"]
