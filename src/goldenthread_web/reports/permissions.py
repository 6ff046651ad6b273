"""What may be done in this stage, and by which roles."""

from goldenthread_web.people.permissions import declare
from goldenthread_web.people.roles import Role

SEE_REPORTS = declare(
    "reports.see",
    "See what was heard in own exercises, as a page and as a Word document",
    Role.ENGAGEMENT_OFFICER,
    Role.ANALYST,
    Role.POLICY_OFFICER,
    Role.MODERATOR,
    Role.EQUALITY_OFFICER,
)
PUBLISH_REPORTS = declare(
    "reports.publish",
    "Publish what was heard in own exercises, or take it back",
    Role.ENGAGEMENT_OFFICER,
)
