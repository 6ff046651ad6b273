"""Recording who checked the words of the program in a language."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from goldenthread.errors import InputError
from goldenthread_web.page.languages import Language
from goldenthread_web.page.models import InterfaceCheck
from goldenthread_web.page.queries import digest_of_words
from goldenthread_web.people.audit import LONGEST_FACT, By, person_of, record_event


@transaction.atomic
def record_interface_check(
    *, by: By, language: Language, checked_by: str, checked_on: date
) -> InterfaceCheck:
    """Return the record of who read these words and found them right.

    Raises:
        InputError: nobody is named.
    """
    name = " ".join(checked_by.split())
    if not name:
        raise InputError("Say who checked it, as they want to be named.")
    check, _ = InterfaceCheck.objects.update_or_create(
        language=language.code,
        defaults={
            "checked_by": name[:LONGEST_FACT],
            "checked_on": checked_on,
            "digest": digest_of_words(language.code),
            "recorded_by": person_of(by),
            "recorded_at": timezone.now(),
        },
    )
    record_event(
        by=by,
        action="page.language-checked",
        subject=check,
        language=language.code,
        checked_by=check.checked_by,
    )
    return check


@transaction.atomic
def take_interface_check_back(*, by: By, language: Language, why: str) -> None:
    """Mark a language as a draft again."""
    check = InterfaceCheck.objects.filter(language=language.code).first()
    if check is None:
        raise InputError("Nobody has checked this language yet.")
    record_event(
        by=by,
        action="page.language-check-taken-back",
        subject=check,
        why=why,
        language=language.code,
    )
    check.delete()
