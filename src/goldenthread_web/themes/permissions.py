"""What may be done in this stage, and by which roles."""

from goldenthread_web.people.permissions import declare
from goldenthread_web.people.roles import Role

MAKE_SENSE = declare(
    "themes.make-sense",
    "Find, shape and lock themes, and put contributions in them",
    Role.ANALYST,
)
SEE_THEMES = declare(
    "themes.see",
    "See the themes of an engagement, with the words that one may read",
    Role.ANALYST,
    Role.ENGAGEMENT_OFFICER,
    Role.POLICY_OFFICER,
)
