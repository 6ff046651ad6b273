"""What may be done in this stage, and by which roles."""

from goldenthread_web.people.permissions import declare
from goldenthread_web.people.roles import Role

MANAGE_ENGAGEMENTS = declare(
    "engagement.manage",
    "Set up and run engagements, and bring in what was said elsewhere",
    Role.ENGAGEMENT_OFFICER,
)
SEE_ENGAGEMENTS = declare(
    "engagement.see",
    "See an engagement in the office: numbers and released words",
    Role.ENGAGEMENT_OFFICER,
    Role.FACILITATOR,
    Role.MODERATOR,
    Role.SAFEGUARDING_LEAD,
    Role.ANALYST,
    Role.POLICY_OFFICER,
    Role.EQUALITY_OFFICER,
    Role.INFORMATION_GOVERNANCE_OFFICER,
)
SEE_HELD_WORDS = declare(
    "engagement.see-held-words",
    "See held words of own exercises; each look is logged",
    Role.ENGAGEMENT_OFFICER,
    Role.MODERATOR,
    Role.ANALYST,
    Role.INFORMATION_GOVERNANCE_OFFICER,
)
RELEASE_WORDS = declare(
    "engagement.release", "Release, redact or withhold held words", Role.MODERATOR
)
KEEP_SAFE = declare(
    "engagement.safeguarding",
    "Open the safeguarding queue of which they are the named lead",
    Role.SAFEGUARDING_LEAD,
)
ENTER_FOR_OTHERS = declare(
    "engagement.enter-for-others",
    "Enter an answer for somebody: what they say, or their paper form; never in their name",
    Role.ENGAGEMENT_OFFICER,
    Role.FACILITATOR,
)
JUDGE_PATTERNS = declare(
    "engagement.judge-patterns",
    "Look for signs of repeated answering, and conclude what they are",
    Role.ENGAGEMENT_OFFICER,
    Role.ANALYST,
)
TELL_PEOPLE = declare(
    "engagement.tell-people",
    "Keep lists of people, invite them, and see how to reach those who asked to be told what came "
    "of it; each look is logged",
    Role.ENGAGEMENT_OFFICER,
)
SEE_EQUALITY = declare(
    "engagement.equality", "See equality answers in aggregate", Role.EQUALITY_OFFICER
)
REMOVE_RESPONSES = declare(
    "engagement.remove",
    "Remove a response everywhere",
    Role.INFORMATION_GOVERNANCE_OFFICER,
)
SEE_CALENDAR = declare("engagement.see-calendar", "See the calendar of blocked periods", *Role)
KEEP_CALENDAR = declare(
    "engagement.keep-calendar",
    "Keep the calendar of blocked periods, and let an engagement run in one, with a reason",
    Role.MONITORING_OFFICER,
)
