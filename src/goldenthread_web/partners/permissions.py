"""What may be done in this stage, and by which roles."""

from goldenthread_web.people.permissions import declare
from goldenthread_web.people.roles import Role

MANAGE_PARTNERSHIP = declare(
    "partners.manage", "Describe the partnership and its organisations", Role.ADMINISTRATOR
)
