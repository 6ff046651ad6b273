"""What may be done in this stage, and by which roles."""

from goldenthread_web.people.permissions import declare
from goldenthread_web.people.roles import Role

WRITE_PLANS = declare(
    "plans.write",
    "Draft a plan: its elements and what each of them rests on",
    Role.POLICY_OFFICER,
)
PUBLISH_EDITIONS = declare("plans.publish", "Publish an edition of a plan", Role.POLICY_OFFICER)
SEE_DRAFTS = declare(
    "plans.see-drafts",
    "See plans in the making, with released words only",
    Role.POLICY_OFFICER,
    Role.BOARD_MEMBER,
    Role.PARTNER_LEAD,
    Role.ENGAGEMENT_OFFICER,
    Role.ANALYST,
)
