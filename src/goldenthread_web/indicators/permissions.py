"""What may be done in this stage, and by which roles."""

from goldenthread_web.people.permissions import declare
from goldenthread_web.people.roles import Role

KEEP_AREAS = declare(
    "indicators.keep-areas",
    "Bring in the areas of the place, such as its wards, for maps and lists",
    Role.ENGAGEMENT_OFFICER,
    Role.ANALYST,
    Role.ADMINISTRATOR,
)
