"""An engagement, its questions, its responses, and what became of them."""

from goldenthread_web.engagement.models.answers import (
    ChoiceAnswer,
    DateAnswer,
    EqualityAnswer,
    FileAnswer,
    NumberAnswer,
    PlaceAnswer,
)
from goldenthread_web.engagement.models.clips import BRITISH_SIGN_LANGUAGE, Clip
from goldenthread_web.engagement.models.contributions import Contribution, Vote
from goldenthread_web.engagement.models.elsewhere import DecisionElsewhere
from goldenthread_web.engagement.models.equality import EqualityOption, EqualityQuestion
from goldenthread_web.engagement.models.exercise import (
    AnsweringRule,
    Engagement,
    EngagementMember,
    SupportingDocument,
)
from goldenthread_web.engagement.models.helping import (
    ContributionTranslation,
    Recording,
    ResponseInPattern,
    ResponsePattern,
)
from goldenthread_web.engagement.models.imports import (
    RejectedImportRow,
    ResponseImport,
    SavedMapping,
)
from goldenthread_web.engagement.models.inviting import (
    Invitation,
    InvitationList,
    Invitee,
    LetterFile,
    Message,
    MessageWording,
)
from goldenthread_web.engagement.models.opening import (
    BlockedPeriod,
    BlockedPeriodOverride,
    EngagementOutcome,
    OpeningCheck,
)
from goldenthread_web.engagement.models.petitions import Petition
from goldenthread_web.engagement.models.questions import (
    ConditionOption,
    MatrixRow,
    Question,
    QuestionOption,
    QuestionWording,
    SavedQuestion,
    Section,
    ShowCondition,
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
    DropOut,
    EngagementResponse,
    ResponseContact,
    UnsentResponse,
)
from goldenthread_web.engagement.models.wording import (
    EASY_READ,
    LanguageCheck,
    Translation,
)

__all__ = [
    "BRITISH_SIGN_LANGUAGE",
    "EASY_READ",
    "AnsweringRule",
    "BlockedPeriod",
    "BlockedPeriodOverride",
    "ChoiceAnswer",
    "Clip",
    "ConditionOption",
    "Contribution",
    "ContributionTranslation",
    "DateAnswer",
    "DecisionElsewhere",
    "DropOut",
    "Engagement",
    "EngagementMember",
    "EngagementOutcome",
    "EngagementResponse",
    "EqualityAnswer",
    "EqualityOption",
    "EqualityQuestion",
    "FileAnswer",
    "Invitation",
    "InvitationList",
    "Invitee",
    "LanguageCheck",
    "LetterFile",
    "MatrixRow",
    "Message",
    "MessageWording",
    "NumberAnswer",
    "OpeningCheck",
    "PersonalDataFinding",
    "Petition",
    "PlaceAnswer",
    "Question",
    "QuestionOption",
    "QuestionWording",
    "RaisedFlag",
    "Recording",
    "Redaction",
    "RejectedImportRow",
    "ReleaseDecision",
    "ResponseContact",
    "ResponseImport",
    "ResponseInPattern",
    "ResponsePattern",
    "SafeguardingCase",
    "SampleReading",
    "SavedMapping",
    "SavedQuestion",
    "Section",
    "ShowCondition",
    "SupportingDocument",
    "Translation",
    "UnsentResponse",
    "Vote",
]
