"""An engagement, its questions, its responses, and what became of them."""

from goldenthread_web.engagement.models.contributions import Contribution, Vote
from goldenthread_web.engagement.models.exercise import (
    Engagement,
    EngagementMember,
    EqualityOption,
    EqualityQuestion,
    Question,
    QuestionOption,
    SupportingDocument,
)
from goldenthread_web.engagement.models.imports import (
    RejectedImportRow,
    ResponseImport,
    SavedMapping,
)
from goldenthread_web.engagement.models.release import (
    PersonalDataFinding,
    RaisedFlag,
    Redaction,
    ReleaseDecision,
    SafeguardingCase,
    SampleReading,
)
from goldenthread_web.engagement.models.responses import (
    ChoiceAnswer,
    EngagementResponse,
    EqualityAnswer,
    ResponseContact,
    UnsentResponse,
)

__all__ = [
    "ChoiceAnswer",
    "Contribution",
    "Engagement",
    "EngagementMember",
    "EngagementResponse",
    "EqualityAnswer",
    "EqualityOption",
    "EqualityQuestion",
    "PersonalDataFinding",
    "Question",
    "QuestionOption",
    "RaisedFlag",
    "Redaction",
    "RejectedImportRow",
    "ReleaseDecision",
    "ResponseContact",
    "ResponseImport",
    "SafeguardingCase",
    "SampleReading",
    "SavedMapping",
    "SupportingDocument",
    "UnsentResponse",
    "Vote",
]
