"""What every template knows."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from goldenthread_web.page.languages import SPOKEN, interface_now
from goldenthread_web.page.office import SECTIONS
from goldenthread_web.page.queries import check_of
from goldenthread_web.people.models import Person


def describe_site(request: HttpRequest) -> dict[str, object]:
    """Return what the layout needs; one query for roles when somebody is signed in."""
    user = getattr(request, "user", None)
    roles = user.role_names if isinstance(user, Person) else frozenset()
    language = interface_now()
    is_translated = getattr(request, "is_translated", False)
    return {
        "interface": language,
        "interface_check": SimpleLazyObject(lambda: check_of(language)),
        "interface_others": [one for one in SPOKEN.values() if is_translated and one != language],
        "is_staff_member": bool(roles),
        "office_sections": [section for section in SECTIONS if section.roles & roles],
    }
