"""Who may do what with the pages themselves."""

from goldenthread_web.people.permissions import declare
from goldenthread_web.people.roles import Role

CHECK_LANGUAGES = declare(
    "page.check-languages",
    "Record who checked a language of the pages",
    Role.ADMINISTRATOR,
    Role.ENGAGEMENT_OFFICER,
)
