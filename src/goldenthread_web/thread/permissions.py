"""What may be done in this stage, and by which roles."""

from goldenthread_web.people.permissions import declare
from goldenthread_web.people.roles import Role

SEE_LOOSE_ENDS = declare(
    "thread.loose-ends",
    "See which words led nowhere and which elements rest on no words",
    Role.POLICY_OFFICER,
    Role.ANALYST,
    Role.ENGAGEMENT_OFFICER,
    Role.PARTNER_LEAD,
    Role.BOARD_MEMBER,
)
